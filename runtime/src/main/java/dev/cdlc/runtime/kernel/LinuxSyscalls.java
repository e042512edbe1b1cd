package dev.cdlc.runtime.kernel;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** System calls of the running kernel, made through libc by jnr-ffi. */
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

  /** From linux/landlock.h. */
  private static final int LANDLOCK_CREATE_RULESET_VERSION = 1;

  /** From linux/prctl.h. */
  private static final int PR_SET_CHILD_SUBREAPER = 36;

  /** From asm-generic/errno-base.h. */
  private static final int EINTR = 4;

  /** What WTERMSIG takes of a status; see waitpid(2) and bits/waitstatus.h. */
  private static final int TERMINATING_SIGNAL = 0x7f;

  /** Where WEXITSTATUS begins. */
  private static final int EXIT_STATUS = 8;

  private static final int SIGNALLED = 128;

  private final Libc libc = LibraryLoader.create(Libc.class).load("c");
  private final Runtime runtime = Runtime.getRuntime(libc);

  /** The functions of libc that stand for the calls. */
  public interface Libc {
    int capget(Pointer header, Pointer data);

    int close(int fd);

    int flock(int fd, int operation);

    int geteuid();

    long getxattr(CharSequence path, CharSequence name, Pointer value, long size);

    int kill(int pid, int signal);

    int open(CharSequence path, int flags);

    int prctl(int option, long first, long second, long third, long fourth);

    int rmdir(CharSequence path);

    int statfs(CharSequence path, Pointer buffer);

    long syscall(long number, long first, long second, long third);

    int uname(Pointer buffer);

    int waitpid(int pid, Pointer status, int options);
  }

  @Override
  public CapabilitySets capget() throws SyscallException {
    Pointer header = Memory.allocateDirect(runtime, 8);
    header.putInt(0, CAPABILITY_VERSION);
    header.putInt(4, 0);
    Pointer data = Memory.allocateDirect(runtime, 24);
    check(libc.capget(header, data), () -> "capget({_LINUX_CAPABILITY_VERSION_3, 0}, ...)");
    return new CapabilitySets(
        capabilitySet(data, 0), capabilitySet(data, 4), capabilitySet(data, 8));
  }

  @Override
  public void close(int fd) throws SyscallException {
    check(libc.close(fd), () -> "close(" + fd + ")");
  }

  @Override
  public void flock(int fd, Set<LockOperation> operation) throws SyscallException {
    int bits = operation.stream().mapToInt(LockOperation::bit).sum();
    check(libc.flock(fd, bits), () -> "flock(" + fd + ", " + names(operation) + ")");
  }

  @Override
  public long geteuid() {
    return Integer.toUnsignedLong(libc.geteuid());
  }

  @Override
  public byte[] getxattr(Path path, String name) throws SyscallException {
    Pointer value = Memory.allocateDirect(runtime, MOST_XATTR);
    long length =
        check(
            libc.getxattr(path.toString(), name, value, MOST_XATTR),
            () -> "getxattr(\"%s\", \"%s\", ..., %d)".formatted(path, name, MOST_XATTR));
    byte[] read = new byte[Math.toIntExact(length)];
    value.get(0, read, 0, read.length);
    return read;
  }

  @Override
  public void kill(long pid, Signal signal) throws SyscallException {
    check(
        libc.kill(Math.toIntExact(pid), signal.number()),
        () -> "kill(" + pid + ", " + signal + ")");
  }

  @Override
  public int landlockAbi() throws SyscallException {
    return Math.toIntExact(
        check(
            libc.syscall(LANDLOCK_CREATE_RULESET, 0, 0, LANDLOCK_CREATE_RULESET_VERSION),
            () -> "landlock_create_ruleset(NULL, 0, LANDLOCK_CREATE_RULESET_VERSION)"));
  }

  @Override
  public Descriptor openDirectory(Path path) throws SyscallException {
    int fd =
        check(
            libc.open(path.toString(), DIRECTORY_FLAGS),
            () -> "open(\"" + path + "\", O_RDONLY|O_DIRECTORY|O_NOFOLLOW|O_CLOEXEC)");
    return new Descriptor(fd, this);
  }

  @Override
  public void prctlChildSubreaper() throws SyscallException {
    check(libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), () -> "prctl(PR_SET_CHILD_SUBREAPER, 1)");
  }

  @Override
  public void rmdir(Path path) throws SyscallException {
    check(libc.rmdir(path.toString()), () -> "rmdir(\"" + path + "\")");
  }

  @Override
  public long statfsType(Path path) throws SyscallException {
    Pointer buffer = Memory.allocateDirect(runtime, STATFS_LENGTH);
    check(libc.statfs(path.toString(), buffer), () -> "statfs(\"" + path + "\", ...)");
    return buffer.getLong(0);
  }

  @Override
  public SystemName uname() throws SyscallException {
    Pointer buffer = Memory.allocateDirect(runtime, UTSNAME_FIELDS * UTSNAME_FIELD);
    check(libc.uname(buffer), () -> "uname(...)");
    return new SystemName(
        buffer.getString(2 * UTSNAME_FIELD, UTSNAME_FIELD, StandardCharsets.US_ASCII),
        buffer.getString(4 * UTSNAME_FIELD, UTSNAME_FIELD, StandardCharsets.US_ASCII));
  }

  /** The JVM takes EINTR for no answer, since it handles signals of its own. */
  @Override
  public int waitpid(long pid) throws SyscallException {
    Pointer status = Memory.allocateDirect(runtime, Integer.BYTES);
    int result = libc.waitpid(Math.toIntExact(pid), status, 0);
    while (result == -1 && runtime.getLastError() == EINTR) {
      result = libc.waitpid(Math.toIntExact(pid), status, 0);
    }
    check(result, () -> "waitpid(" + pid + ", ..., 0)");
    int signal = status.getInt(0) & TERMINATING_SIGNAL;
    return signal == 0 ? status.getInt(0) >> EXIT_STATUS & 0xff : SIGNALLED + signal;
  }

  /** Reads errno before anything else can overwrite it. */
  private int check(int result, Supplier<String> call) throws SyscallException {
    return Math.toIntExact(check((long) result, call));
  }

  private long check(long result, Supplier<String> call) throws SyscallException {
    if (result == -1) {
      var errno = new Errno(runtime.getLastError());
      throw new SyscallException(call.get(), errno);
    }
    return result;
  }

  /** The low half of a set stands in the first struct of the data, its high half in the second. */
  private static long capabilitySet(Pointer data, long offset) {
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
