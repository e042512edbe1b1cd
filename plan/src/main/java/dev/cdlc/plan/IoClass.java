package dev.cdlc.plan;

/** The classes of ioprio_set(2), by their numbers in linux/ioprio.h. */
public enum IoClass {
  RT(1),
  BE(2),
  IDLE(3);

  /** How far the class stands above the level. */
  private static final int CLASS_SHIFT = 13;

  private final int number;

  IoClass(int number) {
    this.number = number;
  }

  /** IOPRIO_PRIO_VALUE: class and level, from 0 to 7, in one number. */
  public int priority(int level) {
    return number << CLASS_SHIFT | level;
  }

  /** As C and runtime-spec write it: {@code IOPRIO_CLASS_BE}. */
  public String constantName() {
    return "IOPRIO_CLASS_" + name();
  }
}
