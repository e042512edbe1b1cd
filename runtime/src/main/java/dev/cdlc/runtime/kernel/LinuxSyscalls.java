package dev.cdlc.runtime.kernel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** System calls of the running kernel, made through libc. */
public final class LinuxSyscalls implements Syscalls {
  /** From asm-generic/fcntl.h: O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC. */
  private static final int DIRECTORY_FLAGS = directoryFlags();

  /** _LINUX_CAPABILITY_VERSION_3 from linux/capability.h. */
  private static final int CAPABILITY_VERSION = 0x2008_0522;

  /** The longest struct statfs of a 64-bit Linux, in bytes; f_type is its first long. */
  private static final int STATFS_LENGTH = 120;

  /** The length of each field of struct utsname, in bytes; release is the third, machine fifth. */
  private static final int UTSNAME_FIELD = 65;

  private static final int UTSNAME_FIELDS = 6;

  /** The longest extended attribute that is read, in bytes. */
  private static final int MOST_XATTR = 64;

  /** Of every architecture; from asm-generic/unistd.h. libc has no function for it. */
  private static final int LANDLOCK_CREATE_RULESET = 444;

  /** Of every architecture; older versions of libc have no function for it. */
  private static final int PIDFD_SEND_SIGNAL = 424;

  /** As {@link #PIDFD_SEND_SIGNAL}. */
  private static final int PIDFD_OPEN = 434;

  /** From linux/landlock.h. */
  private static final int LANDLOCK_CREATE_RULESET_VERSION = 1;

  /** From linux/prctl.h. */
  private static final int PR_SET_CHILD_SUBREAPER = 36;

  /** What WTERMSIG takes of a status; see waitpid(2) and bits/waitstatus.h. */
  private static final int TERMINATING_SIGNAL = 0x7f;

  /** Where WEXITSTATUS begins. */
  private static final int EXIT_STATUS = 8;

  private static final int SIGNALLED = 128;

  @Override
  public CapabilitySets capget() throws SyscallException {
    try (NativeMemory header = NativeMemory.ofLength(8);
        NativeMemory data = NativeMemory.ofLength(24)) {
      header.putInt(0, CAPABILITY_VERSION);
      Libc.check(
          Libc.call("capget", header.address(), data.address()),
          () -> "capget({_LINUX_CAPABILITY_VERSION_3, 0}, ...)");
      return new CapabilitySets(
          capabilitySet(data, 0), capabilitySet(data, 4), capabilitySet(data, 8));
    }
  }

  @Override
  public void close(int fd) throws SyscallException {
    Libc.check(Libc.call("close", fd), () -> "close(" + fd + ")");
  }

  @Override
  public void flock(int fd, Set<LockOperation> operation) throws SyscallException {
    int bits = operation.stream().mapToInt(LockOperation::bit).sum();
    Libc.check(Libc.call("flock", fd, bits), () -> "flock(" + fd + ", " + names(operation) + ")");
  }

  @Override
  public long geteuid() {
    return Integer.toUnsignedLong(Libc.call("geteuid"));
  }

  @Override
  public byte[] getxattr(Path path, String name) throws SyscallException {
    try (NativeMemory file = NativeMemory.of(path.toString(), UTF_8);
        NativeMemory attribute = NativeMemory.of(name, UTF_8);
        NativeMemory value = NativeMemory.ofLength(MOST_XATTR)) {
      int length =
          Libc.check(
              Libc.callForLong(
                  "getxattr", file.address(), attribute.address(), value.address(), MOST_XATTR),
              () -> "getxattr(\"%s\", \"%s\", ..., %d)".formatted(path, name, MOST_XATTR));
      return value.bytes(0, length);
    }
  }

  @Override
  public void kill(long pid, Signal signal) throws SyscallException {
    Libc.check(Libc.call("kill", pid, signal.number()), () -> "kill(" + pid + ", " + signal + ")");
  }

  @Override
  public int landlockAbi() throws SyscallException {
    return Libc.check(
        Libc.callForLong("syscall", LANDLOCK_CREATE_RULESET, 0, 0, LANDLOCK_CREATE_RULESET_VERSION),
        () -> "landlock_create_ruleset(NULL, 0, LANDLOCK_CREATE_RULESET_VERSION)");
  }

  @Override
  public Descriptor openDirectory(Path path) throws SyscallException {
    try (NativeMemory folder = NativeMemory.of(path.toString(), UTF_8)) {
      int fd =
          Libc.check(
              Libc.call("open", folder.address(), DIRECTORY_FLAGS),
              () -> "open(\"" + path + "\", O_RDONLY|O_DIRECTORY|O_NOFOLLOW|O_CLOEXEC)");
      return new Descriptor(fd, this);
    }
  }

  @Override
  public Descriptor pidfdOpen(long pid) throws SyscallException {
    int fd =
        Libc.check(
            Libc.callForLong("syscall", PIDFD_OPEN, pid, 0), () -> "pidfd_open(" + pid + ", 0)");
    return new Descriptor(fd, this);
  }

  @Override
  public void pidfdSendSignal(int pidfd, Signal signal) throws SyscallException {
    Libc.check(
        Libc.callForLong("syscall", PIDFD_SEND_SIGNAL, pidfd, signal.number(), 0, 0),
        () -> "pidfd_send_signal(" + pidfd + ", " + signal + ", NULL, 0)");
  }

  @Override
  public void prctlChildSubreaper() throws SyscallException {
    Libc.check(
        Libc.call("prctl", PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0),
        () -> "prctl(PR_SET_CHILD_SUBREAPER, 1)");
  }

  @Override
  public void rmdir(Path path) throws SyscallException {
    try (NativeMemory folder = NativeMemory.of(path.toString(), UTF_8)) {
      Libc.check(Libc.call("rmdir", folder.address()), () -> "rmdir(\"" + path + "\")");
    }
  }

  @Override
  public long statfsType(Path path) throws SyscallException {
    try (NativeMemory file = NativeMemory.of(path.toString(), UTF_8);
        NativeMemory buffer = NativeMemory.ofLength(STATFS_LENGTH)) {
      Libc.check(
          Libc.call("statfs", file.address(), buffer.address()),
          () -> "statfs(\"" + path + "\", ...)");
      return buffer.getLong(0);
    }
  }

  @Override
  public SystemName uname() throws SyscallException {
    try (NativeMemory buffer = NativeMemory.ofLength(UTSNAME_FIELDS * UTSNAME_FIELD)) {
      Libc.check(Libc.call("uname", buffer.address()), () -> "uname(...)");
      return new SystemName(
          buffer.text(2 * UTSNAME_FIELD, US_ASCII), buffer.text(4 * UTSNAME_FIELD, US_ASCII));
    }
  }

  /** The JVM takes EINTR for no answer, since it handles signals of its own. */
  @Override
  public int waitpid(long pid) throws SyscallException {
    try (NativeMemory status = NativeMemory.ofLength(Integer.BYTES)) {
      int result;
      do {
        result = Libc.call("waitpid", pid, status.address(), 0);
      } while (result == -1 && Libc.errno().equals(Errno.EINTR));
      Libc.check(result, () -> "waitpid(" + pid + ", ..., 0)");
      int signal = status.getInt(0) & TERMINATING_SIGNAL;
      return signal == 0 ? status.getInt(0) >> EXIT_STATUS & 0xff : SIGNALLED + signal;
    }
  }

  /** The low half of a set stands in the first struct of the data, its high half in the second. */
  private static long capabilitySet(NativeMemory data, int offset) {
    long low = Integer.toUnsignedLong(data.getInt(offset));
    long high = Integer.toUnsignedLong(data.getInt(offset + 12));
    return (high << 32) | low;
  }

  private static String names(Set<LockOperation> operation) {
    return operation.stream().map(LockOperation::name).collect(Collectors.joining("|"));
  }

  /** The kernel numbers O_DIRECTORY and O_NOFOLLOW differently on AArch64 (asm/fcntl.h). */
  private static int directoryFlags() {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    int directory = arm ? 0x4000 : 0x1_0000;
    int noFollow = arm ? 0x8000 : 0x2_0000;
    int closeOnExec = 0x8_0000;
    return directory | noFollow | closeOnExec;
  }
}
