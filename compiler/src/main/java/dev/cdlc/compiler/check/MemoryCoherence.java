package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Memory;
import dev.cdlc.compiler.model.Memory.MemoryLimit;
import dev.cdlc.compiler.model.Memory.Swap;
import java.util.Optional;

/** What the values of {@code memory} must be to each other; see OCI config-linux.md, "Memory". */
record MemoryCoherence(Memory memory, Findings findings) {
  void check() {
    memory.reservation().ifPresent(this::reservation);
    memory.swap().ifPresent(this::swap);
  }

  /** Empty where memory is not limited. */
  private Optional<Long> limitBytes() {
    return memory.limit().map(Located::value).flatMap(MemoryCoherence::bytes);
  }

  private static Optional<Long> bytes(MemoryLimit limit) {
    return switch (limit) {
      case MemoryLimit.Bytes(long bytes) -> Optional.of(bytes);
      case MemoryLimit.Unlimited() -> Optional.empty();
    };
  }

  private void reservation(Located<MemoryLimit> reservation) {
    Optional<Long> reserved = bytes(reservation.value());
    limitBytes()
        .filter(limit -> reserved.map(bytes -> bytes > limit).orElse(true))
        .ifPresent(
            _ ->
                findings.add(
                    Diagnostic.of(
                            Code.RESERVATION_ABOVE_LIMIT,
                            reservation.span(),
                            "more memory is reserved than the limit allows")
                        .withRelated(limitSpan(), "the limit")
                        .withHelp("lower the reservation, or raise the limit")));
  }

  private void swap(Located<Swap> swap) {
    Optional<Long> limit = limitBytes();
    switch (swap.value()) {
      case Swap.OnTop(long bytes) -> {
        if (limit.isEmpty()) {
          findings.add(withoutLimit(swap, "swap"));
        } else if (limit.get() > Long.MAX_VALUE - bytes) {
          findings.add(tooMuch(swap));
        }
      }
      case Swap.Total(long bytes) -> {
        if (limit.isEmpty()) {
          findings.add(withoutLimit(swap, "swap-total"));
        } else if (bytes < limit.get()) {
          findings.add(lessThanLimit(swap));
        }
      }
      case Swap.Unlimited() -> {}
    }
  }

  private static Diagnostic withoutLimit(Located<Swap> swap, String name) {
    return Diagnostic.of(
            Code.SWAP_WITHOUT_LIMIT, swap.span(), "`" + name + "` needs a limit of memory")
        .withHelp("add `limit`, as in `memory < limit 512MiB; " + name + " 1GiB >`");
  }

  private static Diagnostic tooMuch(Located<Swap> swap) {
    return Diagnostic.of(
            Code.OUT_OF_RANGE, swap.span(), "memory and swap together are too large a number")
        .withHelp("write `unlimited` for no limit");
  }

  private Diagnostic lessThanLimit(Located<Swap> swap) {
    return Diagnostic.of(
            Code.SWAP_TOTAL_BELOW_LIMIT,
            swap.span(),
            "memory and swap together are less than memory alone")
        .withRelated(limitSpan(), "the limit of memory")
        .withHelp("`swap-total` counts memory too; `swap 0` is no swap");
  }

  private Span limitSpan() {
    return memory.limit().orElseThrow().span();
  }
}
