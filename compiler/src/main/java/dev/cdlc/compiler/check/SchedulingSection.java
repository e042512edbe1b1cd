package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.CpuList;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.CpuAffinity;
import dev.cdlc.compiler.model.IoPriority;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Scheduler;
import dev.cdlc.compiler.model.Scheduling;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.CpuAffinityKeyword;
import dev.cdlc.compiler.registry.SchedulingKeyword;
import java.util.List;
import java.util.Optional;

/** What a container's body says of when and where the kernel runs its command. */
final class SchedulingSection {
  /** IOPRIO_NR_LEVELS of linux/ioprio.h, less one. */
  private static final int LOWEST_LEVEL = 7;

  private static final Choice<IoPriority.Type> CLASSES =
      new Choice<>(List.of(IoPriority.Type.values()), IoPriority.Type::constantName, "class");

  private final Cells cells;
  private final Findings findings;
  private final Values values;
  private final BlockReader<CpuAffinityKeyword> affinity;
  private final Once<IoPriority> ioPriority;
  private final Once<String> initial;
  private final Once<String> last;
  private final NumaSection numa;
  private Optional<Span> affinityPlace = Optional.empty();
  private boolean namesCpus;
  private Optional<Scheduler> below = Optional.empty();
  private SchedulerLayer current;
  private int layer;

  SchedulingSection(Cells cells) {
    this.cells = cells;
    findings = cells.findings();
    values = new Values(findings);
    affinity = cells.blocks(Context.CPU_AFFINITY, CpuAffinityKeyword.class, this::readAffinity);
    ioPriority = cells.once("the I/O priority");
    initial = cells.once("`initial`");
    last = cells.once("`final`");
    numa = new NumaSection(cells);
    current = new SchedulerLayer(cells);
  }

  void read(SchedulingKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case SCHEDULER -> layer().read(arguments);
      case NICE -> layer().nice(arguments);
      case IO_PRIORITY -> ioPriority(arguments);
      case EXEC_CPU_AFFINITY -> {
        affinityPlace = affinityPlace.or(() -> Optional.of(arguments.span()));
        arguments.block().ifPresent(affinity::read);
      }
      case NUMA_POLICY -> numa.read(arguments);
    }
  }

  Scheduling value() {
    return new Scheduling(current.over(below), ioPriority.value(), affinity(), numa.value());
  }

  /** Reports settings that are missing, or do not go with what they stand beside. */
  void finish() {
    if (affinity.isUnderstood() && !namesCpus) {
      affinityPlace.ifPresent(this::reportNoCpus);
    }
    current
        .over(below)
        .ifPresent(
            scheduler -> new SchedulerCoherence(scheduler, findings).check(current.isUnderstood()));
  }

  /** The layer that is being read: a new one begins above what was said so far. */
  private SchedulerLayer layer() {
    if (layer != cells.layer()) {
      below = current.over(below);
      current = new SchedulerLayer(cells);
      layer = cells.layer();
    }
    return current;
  }

  private Optional<Located<CpuAffinity>> affinity() {
    return affinityPlace.map(
        span -> new Located<>(new CpuAffinity(initial.value(), last.value()), span));
  }

  private void reportNoCpus(Span place) {
    findings.add(
        Diagnostic.of(Code.MISSING_SETTING, place, "`exec-cpu-affinity` names no CPUs")
            .withHelp("say `initial`, `final` or both: `exec-cpu-affinity < final 0-7 >`"));
  }

  private void readAffinity(CpuAffinityKeyword keyword, Arguments arguments) {
    Optional<Located<String>> cpus = values.read(arguments.one(0), SchedulingSection::cpus);
    namesCpus = true;
    switch (keyword) {
      case INITIAL -> cpus.ifPresent(initial::say);
      case FINAL -> cpus.ifPresent(last::say);
    }
  }

  private static Reading<String> cpus(String text) {
    return CpuList.read(text, CpuList.LAST_CPU);
  }

  private void ioPriority(Arguments arguments) {
    Optional<Located<Integer>> level =
        arguments.optional(1).flatMap(word -> values.read(word, SchedulingSection::level));
    for (Located<IoPriority.Type> type :
        values.read(arguments.one(0), CLASSES::read).stream().toList()) {
      ioPriority.say(new IoPriority(type.value(), level.map(Located::value)), arguments.span());
      if (type.value() == IoPriority.Type.IDLE) {
        level.filter(said -> said.value() != 0).ifPresent(this::reportIdleLevel);
      }
    }
  }

  private static Reading<Integer> level(String text) {
    return WholeNumber.read(text, 0, LOWEST_LEVEL).map(Long::intValue);
  }

  private void reportIdleLevel(Located<Integer> level) {
    findings.add(
        Diagnostic.of(Code.UNFIT_SETTING, level.span(), "the class `idle` has no levels")
            .withHelp("write `io-priority idle`"));
  }
}
