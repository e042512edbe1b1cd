package dev.cdlc.plan;

/**
 * The resource limits of getrlimit(2), by their numbers in asm-generic/resource.h, which x86-64 and
 * AArch64 share.
 */
public enum Rlimit {
  CPU(0, Unit.SECONDS),
  FSIZE(1, Unit.BYTES),
  DATA(2, Unit.BYTES),
  STACK(3, Unit.BYTES),
  CORE(4, Unit.BYTES),
  RSS(5, Unit.BYTES),
  NPROC(6, Unit.COUNT),
  NOFILE(7, Unit.COUNT),
  MEMLOCK(8, Unit.BYTES),
  AS(9, Unit.BYTES),
  LOCKS(10, Unit.COUNT),
  SIGPENDING(11, Unit.COUNT),
  MSGQUEUE(12, Unit.BYTES),
  NICE(13, Unit.COUNT),
  RTPRIO(14, Unit.COUNT),
  RTTIME(15, Unit.MICROSECONDS);

  /** No limit: RLIM_INFINITY, as an unsigned number. */
  public static final long INFINITY = -1;

  private final int number;
  private final Unit unit;

  Rlimit(int number, Unit unit) {
    this.number = number;
    this.unit = unit;
  }

  /** The resource's number for prlimit(2). */
  public int number() {
    return number;
  }

  /** A limit as people read it: the unsigned number, or {@code unlimited}. */
  public static String text(long limit) {
    return limit == INFINITY ? "unlimited" : Long.toUnsignedString(limit);
  }

  /** What its values count. */
  public Unit unit() {
    return unit;
  }

  /** As C and runtime-spec write it: {@code RLIMIT_NOFILE}. */
  public String constantName() {
    return "RLIMIT_" + name();
  }

  /** What a limit counts. */
  public enum Unit {
    BYTES,
    SECONDS,
    MICROSECONDS,
    COUNT
  }
}
