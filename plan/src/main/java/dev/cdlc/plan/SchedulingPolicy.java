package dev.cdlc.plan;

/** The policies of sched(7), by their numbers in linux/sched.h. */
public enum SchedulingPolicy {
  OTHER(0),
  FIFO(1),
  RR(2),
  BATCH(3),
  /** Reserved; no kernel takes it. */
  ISO(4),
  IDLE(5),
  DEADLINE(6);

  private final int number;

  SchedulingPolicy(int number) {
    this.number = number;
  }

  /** The policy's number for sched_setattr(2). */
  public int number() {
    return number;
  }

  /** As C and runtime-spec write it: {@code SCHED_FIFO}. */
  public String constantName() {
    return "SCHED_" + name();
  }

  /** The flags of sched_setattr(2), by their bits in linux/sched.h. */
  public enum Flag {
    RESET_ON_FORK(0x01),
    RECLAIM(0x02),
    DL_OVERRUN(0x04),
    KEEP_POLICY(0x08),
    KEEP_PARAMS(0x10),
    UTIL_CLAMP_MIN(0x20),
    UTIL_CLAMP_MAX(0x40);

    private final int bit;

    Flag(int bit) {
      this.bit = bit;
    }

    /** The flag's bit for sched_setattr(2). */
    public int bit() {
      return bit;
    }

    /** As C and runtime-spec write it: {@code SCHED_FLAG_RECLAIM}. */
    public String constantName() {
      return "SCHED_FLAG_" + name();
    }
  }
}
