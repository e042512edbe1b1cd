package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.CpuAmount;
import dev.cdlc.compiler.check.value.CpuList;
import dev.cdlc.compiler.check.value.Limit;
import dev.cdlc.compiler.check.value.Micros;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.Toggle;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Cpu.CpuLimit;
import dev.cdlc.compiler.model.Cpu.CpuShare;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.CpuKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.Optional;
import java.util.function.Function;

/** What {@code cpu} says. */
final class CpuSection {
  /** A bare number above it is taken for a percentage without its sign. */
  private static final long MOST_BARE_CPUS = 16;

  /** The bounds of cpu.max and cpu.cfs_period_us: kernel/sched/core.c, tg_set_cfs_bandwidth. */
  private static final long SHORTEST_PERIOD_MICROS = 1_000;

  private static final long LONGEST_PERIOD_MICROS = 1_000_000;

  /** 203 days: MAX_BW of kernel/sched/sched.h is 2^44 - 1 microseconds. */
  private static final long LONGEST_MICROS = 203 * 86_400_000_000L;

  private final Findings findings;
  private final BlockReader<CpuKeyword> settings;
  private final Values values;
  private final Once<CpuLimit> limit;
  private final Once<Long> periodMicros;
  private final Once<Long> burstMicros;
  private final Once<CpuShare> share;
  private final Once<String> set;
  private final Once<String> mems;
  private final Once<Long> rtRuntimeMicros;
  private final Once<Long> rtPeriodMicros;
  private final Once<Boolean> idle;
  private boolean said;
  private boolean understood = true;

  CpuSection(Cells cells) {
    findings = cells.findings();
    settings = cells.blocks(Context.CPU, CpuKeyword.class, this::readSetting);
    values = new Values(cells.findings());
    limit = cells.once("the CPU limit");
    periodMicros = cells.once("the CPU period");
    burstMicros = cells.once("the burst");
    share = cells.once("the share of CPU time");
    set = cells.once("the list of CPUs");
    mems = cells.once("the list of memory nodes");
    rtRuntimeMicros = cells.once("the real-time runtime");
    rtPeriodMicros = cells.once("the real-time period");
    idle = cells.once("`idle`");
  }

  void read(Arguments arguments) {
    said = true;
    arguments.optional(0).ifPresent(this::limit);
    arguments.block().ifPresent(settings::read);
  }

  Optional<Cpu> value() {
    return said ? Optional.of(cpu()) : Optional.empty();
  }

  private Cpu cpu() {
    return new Cpu(
        limit.value(),
        periodMicros.value(),
        burstMicros.value(),
        share.value(),
        set.value(),
        mems.value(),
        rtRuntimeMicros.value(),
        rtPeriodMicros.value(),
        idle.value());
  }

  /** Reports what only the values together can show. */
  void finish() {
    value()
        .filter(_ -> understood && settings.isUnderstood())
        .ifPresent(cpu -> new CpuCoherence(cpu, findings).check());
  }

  private void readSetting(CpuKeyword keyword, Arguments arguments) {
    Word word = arguments.one(0);
    switch (keyword) {
      case LIMIT -> limit(word);
      case PERIOD -> read(word, CpuSection::period, periodMicros);
      case BURST -> read(word, text -> longTime(text, "a burst"), burstMicros);
      case WEIGHT -> read(word, CpuSection::weight, share);
      case SHARES -> read(word, CpuSection::shares, share);
      case SET -> read(word, text -> CpuList.read(text, CpuList.LAST_CPU), set);
      case MEMS -> read(word, text -> CpuList.read(text, CpuList.LAST_NODE), mems);
      case RT_RUNTIME -> read(word, text -> longTime(text, "a runtime"), rtRuntimeMicros);
      case RT_PERIOD -> read(word, text -> longTime(text, "a period"), rtPeriodMicros);
      case IDLE -> read(word, Toggle::read, idle);
    }
  }

  private <T> Optional<Located<T>> read(
      Word word, Function<String, Reading<T>> type, Once<T> cell) {
    Optional<Located<T>> read = values.read(word, type);
    understood &= read.isPresent();
    read.ifPresent(cell::say);
    return read;
  }

  private void limit(Word word) {
    read(word, CpuSection::limit, limit)
        .filter(found -> looksLikePercentage(word.text(), found.value()))
        .ifPresent(_ -> findings.add(bareCount(word)));
  }

  private static Reading<CpuLimit> limit(String text) {
    return Limit.read(text, CpuAmount::read)
        .map(
            thousandths ->
                thousandths.<CpuLimit>map(CpuLimit.Millis::new).orElseGet(CpuLimit.Unlimited::new));
  }

  private static Reading<Long> period(String text) {
    return Micros.read(text, "a period", SHORTEST_PERIOD_MICROS, LONGEST_PERIOD_MICROS);
  }

  private static Reading<Long> longTime(String text, String what) {
    return Micros.read(text, what, 1, LONGEST_MICROS);
  }

  /** See cpu.weight in kernel cgroup-v2.rst. */
  private static Reading<CpuShare> weight(String text) {
    return WholeNumber.read(text, 1, 10_000).map(CpuShare.Weight::new);
  }

  /** MIN_SHARES and MAX_SHARES of kernel/sched/sched.h. */
  private static Reading<CpuShare> shares(String text) {
    return WholeNumber.read(text, 2, 262_144).map(CpuShare.Shares::new);
  }

  private static boolean looksLikePercentage(String text, CpuLimit limit) {
    return switch (limit) {
      case CpuLimit.Millis(long thousandths) ->
          thousandths > MOST_BARE_CPUS * 1_000 && CpuAmount.isBareWhole(text);
      case CpuLimit.Unlimited() -> false;
    };
  }

  private static Diagnostic bareCount(Word word) {
    return Diagnostic.of(
            Code.BARE_CPU_COUNT, word.span(), "`cpu %s` is %1$s whole CPUs".formatted(word.text()))
        .withHelp(
            "write `%s%%` for %1$s percent of one CPU, or `%1$s.0` to mean %1$s CPUs"
                .formatted(word.text()));
  }
}
