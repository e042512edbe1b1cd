package dev.cdlc.runtime.kernel;

import java.util.function.Supplier;

/** A failed system call; reads as strace(1) prints it: {@code kill(7, SIGKILL) = -1 EPERM}. */
public final class SyscallException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<String> call;
  private final transient Errno errno;

  public SyscallException(String call, Errno errno) {
    this(() -> call, errno);
  }

  /** A call that is put into words once somebody reads them, which some callers never do. */
  SyscallException(Supplier<String> call, Errno errno) {
    this.call = call;
    this.errno = errno;
  }

  @Override
  public String getMessage() {
    return call.get() + " = -1 " + errno;
  }

  public Errno errno() {
    return errno;
  }
}
