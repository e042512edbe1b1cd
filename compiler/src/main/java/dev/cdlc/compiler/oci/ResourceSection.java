package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Cpu.CpuLimit;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Memory;
import dev.cdlc.compiler.model.Memory.MemoryLimit;
import dev.cdlc.compiler.model.PidsLimit;
import dev.cdlc.compiler.model.Resources;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Emits {@code linux.resources}. */
record ResourceSection(Resources asked, Places places) {
  private static final long UNLIMITED = -1;

  /** The kernel's own default; see sched-bwc.rst. */
  private static final long DEFAULT_PERIOD_MICROS = 100_000;

  /** Empty where nothing is limited. */
  Optional<OciResources> resources() {
    var resources =
        new OciResources(
            new TreeMap<>(),
            List.of(),
            pids(),
            Optional.empty(),
            asked.cpu().map(this::cpu),
            List.of(),
            memory(),
            Optional.empty(),
            new TreeMap<>());
    return Optional.of(resources).filter(some -> !some.equals(OciResources.NONE));
  }

  private Optional<OciResources.Memory> memory() {
    return asked.memory().flatMap(Memory::limit).map(this::memory);
  }

  private OciResources.Memory memory(Located<MemoryLimit> limit) {
    return new OciResources.Memory(
        Optional.of(bytes(places.note("/linux/resources/memory", limit))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static long bytes(MemoryLimit limit) {
    return switch (limit) {
      case MemoryLimit.Bytes(var bytes) -> bytes;
      case MemoryLimit.Unlimited() -> UNLIMITED;
    };
  }

  private OciResources.Cpu cpu(Cpu cpu) {
    cpu.periodMicros().ifPresent(period -> places.note("/linux/resources/cpu", period.span()));
    cpu.limit().ifPresent(limit -> places.note("/linux/resources/cpu", limit.span()));
    cpu.periodMicros()
        .ifPresent(period -> places.note("/linux/resources/cpu/period", period.span()));
    long period = cpu.periodMicros().map(Located::value).orElse(DEFAULT_PERIOD_MICROS);
    return new OciResources.Cpu(
        Optional.empty(),
        cpu.limit().map(limit -> quota(limit.value(), period)),
        Optional.empty(),
        Optional.of(period),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  private static long quota(CpuLimit limit, long periodMicros) {
    return switch (limit) {
      case CpuLimit.Millis(var thousandths) -> thousandths * periodMicros / 1000;
      case CpuLimit.Unlimited() -> UNLIMITED;
    };
  }

  private Optional<OciResources.Pids> pids() {
    return asked
        .pids()
        .map(limit -> new OciResources.Pids(tasks(places.note("/linux/resources/pids", limit))));
  }

  private static long tasks(PidsLimit limit) {
    return switch (limit) {
      case PidsLimit.Tasks(var count) -> count;
      case PidsLimit.Unlimited() -> UNLIMITED;
    };
  }
}
