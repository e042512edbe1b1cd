package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Memory;
import dev.cdlc.compiler.model.Memory.MemoryLimit;
import dev.cdlc.compiler.model.Memory.Swap;
import java.util.Optional;

/** Emits {@code linux.resources.memory}. */
record MemorySection(Memory asked, Places places) {
  private static final String POINTER = "/linux/resources/memory";
  private static final long UNLIMITED = -1;

  private static final OciResources.Memory NOTHING =
      new OciResources.Memory(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Empty where nothing is said. */
  Optional<OciResources.Memory> memory() {
    asked.limit().ifPresent(limit -> places.note(POINTER, limit.span()));
    var memory =
        new OciResources.Memory(
            bytes("limit", asked.limit()),
            bytes("reservation", asked.reservation()),
            note("swap", asked.swap()).map(this::memoryAndSwap),
            bytes("kernel", asked.kernel()),
            bytes("kernelTCP", asked.kernelTcp()),
            note("swappiness", asked.swappiness()),
            note("disableOOMKiller", asked.oomKill()).map(kill -> !kill),
            note("useHierarchy", asked.useHierarchy()),
            note("checkBeforeUpdate", asked.checkBeforeUpdate()));
    return Optional.of(memory).filter(some -> !some.equals(NOTHING));
  }

  /** What config.json calls swap is memory and swap together. */
  private long memoryAndSwap(Swap swap) {
    return switch (swap) {
      case Swap.OnTop(long swapBytes) ->
          asked.limit().map(limit -> bytes(limit.value())).orElseThrow() + swapBytes;
      case Swap.Total(long totalBytes) -> totalBytes;
      case Swap.Unlimited() -> UNLIMITED;
    };
  }

  private Optional<Long> bytes(String property, Optional<Located<MemoryLimit>> limit) {
    return note(property, limit).map(MemorySection::bytes);
  }

  private static long bytes(MemoryLimit limit) {
    return switch (limit) {
      case MemoryLimit.Bytes(long bytes) -> bytes;
      case MemoryLimit.Unlimited() -> UNLIMITED;
    };
  }

  private <T> Optional<T> note(String property, Optional<Located<T>> value) {
    return value.map(said -> places.note(POINTER + "/" + property, said));
  }
}
