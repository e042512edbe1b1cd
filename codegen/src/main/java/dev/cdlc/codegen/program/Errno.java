package dev.cdlc.codegen.program;

/** Error numbers of errno(3) that programs branch on; the generic numbering of Linux. */
public enum Errno {
  EPERM(1),
  ENOENT(2),
  ESRCH(3),
  EINTR(4),
  EAGAIN(11),
  EACCES(13),
  EBUSY(16),
  EEXIST(17),
  ENOTDIR(20),
  EINVAL(22),
  EROFS(30),
  ENOSYS(38);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
