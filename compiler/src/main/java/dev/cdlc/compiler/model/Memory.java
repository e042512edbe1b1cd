package dev.cdlc.compiler.model;

import java.util.Optional;

/** {@code memory}. */
public record Memory(
    Optional<Located<MemoryLimit>> limit,
    Optional<Located<MemoryLimit>> reservation,
    Optional<Located<Swap>> swap,
    Optional<Located<Long>> swappiness,
    Optional<Located<Boolean>> oomKill,
    Optional<Located<MemoryLimit>> kernel,
    Optional<Located<MemoryLimit>> kernelTcp,
    Optional<Located<Boolean>> useHierarchy,
    Optional<Located<Boolean>> checkBeforeUpdate) {
  /** Bytes, or none for {@code unlimited}. */
  public sealed interface MemoryLimit {
    record Bytes(long bytes) implements MemoryLimit {}

    record Unlimited() implements MemoryLimit {}
  }

  /** How much may be swapped out. */
  public sealed interface Swap {
    /** Bytes of swap beside the limit of memory. */
    record OnTop(long bytes) implements Swap {}

    /** Bytes of memory and swap together. */
    record Total(long bytes) implements Swap {}

    record Unlimited() implements Swap {}
  }
}
