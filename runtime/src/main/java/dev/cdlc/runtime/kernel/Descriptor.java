package dev.cdlc.runtime.kernel;

/** An open file descriptor, closed by try-with-resources. */
public record Descriptor(int fd, Syscalls syscalls) implements AutoCloseable {
  @Override
  public void close() throws SyscallException {
    syscalls.close(fd);
  }
}
