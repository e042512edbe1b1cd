package dev.cdlc.plan;

/** The execution domains of personality(2) that runtime-spec knows, by linux/personality.h. */
public enum ExecutionDomain {
  LINUX(0x0),
  LINUX32(0x8);

  private final int number;

  ExecutionDomain(int number) {
    this.number = number;
  }

  /** The domain's number for personality(2). */
  public int number() {
    return number;
  }

  /** As C writes it: {@code PER_LINUX32}. */
  public String constantName() {
    return "PER_" + name();
  }
}
