package dev.cdlc.compiler.model;

import java.util.Optional;

/** {@code cpu}: the share of CPU time per period. */
public record Cpu(Optional<Located<CpuLimit>> limit, Optional<Located<Long>> periodMicros) {
  /** Thousandths of one CPU, or none for {@code unlimited}. */
  public sealed interface CpuLimit {
    record Millis(long thousandths) implements CpuLimit {}

    record Unlimited() implements CpuLimit {}
  }
}
