package dev.cdlc.compiler.model;

import java.util.Optional;

/** {@code memory}. */
public record Memory(Optional<Located<MemoryLimit>> limit) {
  /** Bytes, or none for {@code unlimited}. */
  public sealed interface MemoryLimit {
    record Bytes(long bytes) implements MemoryLimit {}

    record Unlimited() implements MemoryLimit {}
  }
}
