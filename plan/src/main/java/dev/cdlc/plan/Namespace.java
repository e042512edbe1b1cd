package dev.cdlc.plan;

/** The kinds of namespaces(7), by their clone(2) flags. */
public enum Namespace {
  PID(0x2000_0000L),
  NET(0x4000_0000L),
  MNT(0x0002_0000L),
  IPC(0x0800_0000L),
  UTS(0x0400_0000L),
  USER(0x1000_0000L),
  CGROUP(0x0200_0000L),
  TIME(0x80L);

  private final long cloneFlag;

  Namespace(long cloneFlag) {
    this.cloneFlag = cloneFlag;
  }

  /** CLONE_NEW* from linux/sched.h. */
  public long cloneFlag() {
    return cloneFlag;
  }
}
