package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Cpu.CpuLimit;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Memory;
import dev.cdlc.compiler.model.Memory.MemoryLimit;
import dev.cdlc.compiler.model.PidsLimit;
import java.util.Optional;

/** Emits {@code linux.resources}. */
record ResourceSection(Container container, Places places) {
  private static final long UNLIMITED = -1;

  /** The kernel's own default; see sched-bwc.rst. */
  private static final long DEFAULT_PERIOD_MICROS = 100_000;

  Optional<OciConfig.Resources> resources() {
    var memory = memory();
    var cpu = container.cpu().map(this::cpu);
    var pids = pids();
    boolean unlimited = memory.isEmpty() && cpu.isEmpty() && pids.isEmpty();
    return unlimited ? Optional.empty() : Optional.of(new OciConfig.Resources(memory, cpu, pids));
  }

  private Optional<OciConfig.Memory> memory() {
    return container
        .memory()
        .flatMap(Memory::limit)
        .map(limit -> new OciConfig.Memory(bytes(places.note("/linux/resources/memory", limit))));
  }

  private static long bytes(MemoryLimit limit) {
    return switch (limit) {
      case MemoryLimit.Bytes(var bytes) -> bytes;
      case MemoryLimit.Unlimited() -> UNLIMITED;
    };
  }

  private OciConfig.Cpu cpu(Cpu cpu) {
    cpu.periodMicros().ifPresent(period -> places.note("/linux/resources/cpu", period.span()));
    cpu.limit().ifPresent(limit -> places.note("/linux/resources/cpu", limit.span()));
    cpu.periodMicros()
        .ifPresent(period -> places.note("/linux/resources/cpu/period", period.span()));
    long period = cpu.periodMicros().map(Located::value).orElse(DEFAULT_PERIOD_MICROS);
    return new OciConfig.Cpu(cpu.limit().map(limit -> quota(limit.value(), period)), period);
  }

  private static long quota(CpuLimit limit, long periodMicros) {
    return switch (limit) {
      case CpuLimit.Millis(var thousandths) -> thousandths * periodMicros / 1000;
      case CpuLimit.Unlimited() -> UNLIMITED;
    };
  }

  private Optional<OciConfig.Pids> pids() {
    return container
        .pids()
        .map(limit -> new OciConfig.Pids(tasks(places.note("/linux/resources/pids", limit))));
  }

  private static long tasks(PidsLimit limit) {
    return switch (limit) {
      case PidsLimit.Tasks(var count) -> count;
      case PidsLimit.Unlimited() -> UNLIMITED;
    };
  }
}
