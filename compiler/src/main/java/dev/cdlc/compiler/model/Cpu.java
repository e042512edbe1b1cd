package dev.cdlc.compiler.model;

import java.util.Optional;

/**
 * {@code cpu}: how much CPU time, and on which CPUs. Times in microseconds.
 *
 * @param set the CPUs, as in {@code 0-3,7}; {@code mems} the memory nodes
 */
public record Cpu(
    Optional<Located<CpuLimit>> limit,
    Optional<Located<Long>> periodMicros,
    Optional<Located<Long>> burstMicros,
    Optional<Located<CpuShare>> share,
    Optional<Located<String>> set,
    Optional<Located<String>> mems,
    Optional<Located<Long>> rtRuntimeMicros,
    Optional<Located<Long>> rtPeriodMicros,
    Optional<Located<Boolean>> idle) {
  /** Thousandths of one CPU, or none for {@code unlimited}. */
  public sealed interface CpuLimit {
    record Millis(long thousandths) implements CpuLimit {}

    record Unlimited() implements CpuLimit {}
  }

  /**
   * The share of contended time, as cgroup v2 counts it ({@code weight}) or v1 ({@code shares}).
   */
  public sealed interface CpuShare {
    /** 1 to 10000; a sibling that says nothing has 100. */
    record Weight(long weight) implements CpuShare {}

    /** 2 to 262144; a sibling that says nothing has 1024. */
    record Shares(long shares) implements CpuShare {}
  }
}
