package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.CpuAmount;
import dev.cdlc.compiler.check.value.Limit;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.TimeSpan;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Cpu.CpuLimit;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.CpuKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.Optional;

/** What {@code cpu} says. */
final class CpuSection {
  /** A bare number above it is taken for a percentage without its sign. */
  private static final long MOST_BARE_CPUS = 16;

  /** The bounds of cpu.max and cpu.cfs_period_us: kernel/sched/core.c, tg_set_cfs_bandwidth. */
  private static final long SHORTEST_PERIOD_MICROS = 1_000;

  private static final long LONGEST_PERIOD_MICROS = 1_000_000;
  private static final long LEAST_QUOTA_MICROS = 1_000;
  private static final long DEFAULT_PERIOD_MICROS = 100_000;

  private final Findings findings;
  private final BlockReader<CpuKeyword> settings;
  private final Values values;
  private final Once<CpuLimit> limit;
  private final Once<Long> periodMicros;
  private boolean said;

  CpuSection(Cells cells) {
    findings = cells.findings();
    settings = cells.blocks(Context.CPU, CpuKeyword.class, this::readSetting);
    values = new Values(cells.findings());
    limit = cells.once("the CPU limit");
    periodMicros = cells.once("the CPU period");
  }

  void read(Arguments arguments) {
    said = true;
    arguments.optional(0).ifPresent(this::limit);
    arguments.block().ifPresent(settings::read);
  }

  Optional<Cpu> value() {
    return said ? Optional.of(new Cpu(limit.value(), periodMicros.value())) : Optional.empty();
  }

  /** Reports a quota that the kernel would refuse: it is known once the period is. */
  void finish() {
    long period = periodMicros.value().map(Located::value).orElse(DEFAULT_PERIOD_MICROS);
    limit
        .value()
        .filter(said -> isTooSmall(said.value(), period))
        .ifPresent(said -> findings.add(tooSmall(said, period)));
  }

  private void readSetting(CpuKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case LIMIT -> limit(arguments.one(0));
      case PERIOD -> values.read(arguments.one(0), CpuSection::period).ifPresent(periodMicros::say);
    }
  }

  private void limit(Word word) {
    Optional<Located<CpuLimit>> read = values.read(word, CpuSection::limit);
    read.ifPresent(limit::say);
    read.filter(found -> looksLikePercentage(word.text(), found.value()))
        .ifPresent(_ -> findings.add(bareCount(word)));
  }

  private static Reading<CpuLimit> limit(String text) {
    return Limit.read(text, CpuAmount::read)
        .map(
            thousandths ->
                thousandths.<CpuLimit>map(CpuLimit.Millis::new).orElseGet(CpuLimit.Unlimited::new));
  }

  private static Reading<Long> period(String text) {
    return TimeSpan.read(text)
        .then(
            nanos -> {
              long micros = nanos / 1_000;
              boolean inRange =
                  micros >= SHORTEST_PERIOD_MICROS
                      && (micros < LONGEST_PERIOD_MICROS || nanos == LONGEST_PERIOD_MICROS * 1_000);
              if (!inRange) {
                return Reading.outOfRange(
                    "`" + text + "` is out of range", "a period lasts from 1ms to 1s");
              }
              return nanos % 1_000 == 0
                  ? new Reading.Value<>(micros)
                  : Reading.wrong("`" + text + "` is too fine", "a period is whole microseconds");
            });
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

  private static boolean isTooSmall(CpuLimit limit, long periodMicros) {
    return switch (limit) {
      case CpuLimit.Millis(long thousandths) ->
          thousandths * periodMicros < LEAST_QUOTA_MICROS * 1_000;
      case CpuLimit.Unlimited() -> false;
    };
  }

  private static Diagnostic tooSmall(Located<CpuLimit> limit, long periodMicros) {
    long least = (LEAST_QUOTA_MICROS * 1_000 + periodMicros - 1) / periodMicros;
    return Diagnostic.of(
            Code.OUT_OF_RANGE,
            limit.span(),
            "the limit comes to less than 1 ms of CPU time in each period")
        .withHelp("with a period of %s the least is `%dm`".formatted(format(periodMicros), least));
  }

  private static String format(long micros) {
    return micros % 1_000 == 0 ? micros / 1_000 + "ms" : micros + "us";
  }
}
