package dev.cdlc.codegen.program;

/** Error numbers of errno(3) that programs branch on; the generic numbering of Linux. */
public enum Errno {
  EPERM(1),
  ENOENT(2),
  ESRCH(3),
  EINTR(4),
  ENOEXEC(8),
  EBADF(9),
  EAGAIN(11),
  EACCES(13),
  EBUSY(16),
  EEXIST(17),
  ENODEV(19),
  ENOTDIR(20),
  EINVAL(22),
  ENOSPC(28),
  EROFS(30),
  EPIPE(32),
  ENAMETOOLONG(36),
  ENOSYS(38),
  ELOOP(40),
  EUSERS(87),
  EOPNOTSUPP(95);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
