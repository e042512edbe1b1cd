package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/** {@code scheduler} and {@code nice}: the policy of sched(7) and its settings; times above 0. */
public record Scheduler(
    Located<Policy> policy,
    Optional<Located<Integer>> nice,
    Optional<Located<Integer>> priority,
    Optional<Located<List<Flag>>> flags,
    Optional<Located<Long>> runtimeNanos,
    Optional<Located<Long>> deadlineNanos,
    Optional<Located<Long>> periodNanos) {
  /** A policy without settings. */
  public Scheduler(Located<Policy> policy) {
    this(
        policy,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, with another nice value. */
  public Scheduler withNice(Located<Integer> other) {
    return new Scheduler(
        policy, Optional.of(other), priority, flags, runtimeNanos, deadlineNanos, periodNanos);
  }

  /**
   * The policies that Linux knows; it has only reserved the number of OCI config.md's SCHED_ISO.
   */
  public enum Policy {
    OTHER,
    BATCH,
    IDLE,
    FIFO,
    RR,
    DEADLINE;

    /** As in {@code SCHED_FIFO}. */
    public String constantName() {
      return "SCHED_" + name();
    }
  }

  /** The flags of sched_setattr(2) that OCI config.md knows. */
  public enum Flag {
    RESET_ON_FORK,
    RECLAIM,
    DL_OVERRUN,
    KEEP_POLICY,
    KEEP_PARAMS,
    UTIL_CLAMP_MIN,
    UTIL_CLAMP_MAX;

    /** As in {@code SCHED_FLAG_RESET_ON_FORK}. */
    public String constantName() {
      return "SCHED_FLAG_" + name();
    }
  }
}
