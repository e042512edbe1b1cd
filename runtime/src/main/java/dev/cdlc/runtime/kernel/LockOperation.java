package dev.cdlc.runtime.kernel;

/** Operations of flock(2), by their bits in linux/fcntl.h. */
public enum LockOperation {
  LOCK_EX(2),
  LOCK_NB(4);

  private final int bit;

  LockOperation(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }
}
