package dev.cdlc.runtime.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** File calls of the running kernel, made through libc. */
public final class LinuxFileSyscalls implements FileSyscalls {
  /** From asm-generic/fcntl.h and linux/fcntl.h. */
  private static final int O_WRONLY = 1;

  private static final int O_CREAT = 0100;
  private static final int O_EXCL = 0200;
  private static final int O_CLOEXEC = 02000000;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_REMOVEDIR = 0x200;

  /** The kernel numbers these differently on AArch64 (asm/fcntl.h). */
  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

  private static final int O_DIRECTORY = ARM ? 0x4000 : 0x1_0000;
  private static final int O_NOFOLLOW = ARM ? 0x8000 : 0x2_0000;

  /** Of every architecture; from asm-generic/unistd.h. libc has no function for it. */
  private static final int OPENAT2 = 437;

  /** From unistd.h of either architecture. */
  private static final int GETDENTS64 = ARM ? 61 : 217;

  /** From linux/openat2.h: struct open_how is flags, mode and resolve, of 64 bits each. */
  private static final int OPEN_HOW_LENGTH = 24;

  private static final int RESOLVE_NO_MAGICLINKS = 0x02;
  private static final int RESOLVE_IN_ROOT = 0x10;

  /** The path changed while it was walked; see openat2(2). */
  private static final int MOST_TRIES = 128;

  /** From linux/stat.h: a struct timespec with it is left as it is. */
  private static final long UTIME_OMIT = (1L << 30) - 2;

  /** Of struct linux_dirent64: where the length of an entry stands, and its name. */
  private static final int DIRENT_LENGTH = 16;

  private static final int DIRENT_NAME = 19;
  private static final int DIRENTS_LENGTH = 32 * 1024;

  /** Two of struct timespec, which has seconds and nanoseconds of 64 bits each. */
  private static final int TIMES_LENGTH = 32;

  /** From linux/limits.h. */
  private static final int PATH_MAX = 4096;

  @Override
  public void close(int fd) throws SyscallException {
    Libc.check(Libc.call("close", fd), () -> "close(%d)".formatted(fd));
  }

  @Override
  public void fchmod(int fd, int mode) throws SyscallException {
    Libc.check(Libc.call("fchmod", fd, mode), () -> "fchmod(%d, %04o)".formatted(fd, mode));
  }

  @Override
  public void fchmodat(int dirfd, String name, int mode) throws SyscallException {
    try (NativeMemory bytes = bytes(name)) {
      Libc.check(
          Libc.call("fchmodat", dirfd, bytes.address(), mode, 0),
          () -> "fchmodat(%d, \"%s\", %04o, 0)".formatted(dirfd, name, mode));
    }
  }

  @Override
  public void fchown(int fd, long uid, long gid) throws SyscallException {
    Libc.check(
        Libc.call("fchown", fd, uid, gid), () -> "fchown(%d, %d, %d)".formatted(fd, uid, gid));
  }

  @Override
  public void fchownat(int dirfd, String name, long uid, long gid) throws SyscallException {
    try (NativeMemory bytes = bytes(name)) {
      Libc.check(
          Libc.call("fchownat", dirfd, bytes.address(), uid, gid, AT_SYMLINK_NOFOLLOW),
          () ->
              "fchownat(%d, \"%s\", %d, %d, AT_SYMLINK_NOFOLLOW)".formatted(dirfd, name, uid, gid));
    }
  }

  @Override
  public void fsetxattr(int fd, String name, byte[] value) throws SyscallException {
    try (NativeMemory attribute = bytes(name);
        NativeMemory content = NativeMemory.of(value)) {
      Libc.check(
          Libc.call("fsetxattr", fd, attribute.address(), content.address(), value.length, 0),
          () -> "fsetxattr(%d, \"%s\", ..., %d, 0)".formatted(fd, name, value.length));
    }
  }

  @Override
  public void ftruncate(int fd, long length) throws SyscallException {
    Libc.check(Libc.call("ftruncate", fd, length), () -> "ftruncate(%d, %d)".formatted(fd, length));
  }

  @Override
  public void futimens(int fd, FileTime time) throws SyscallException {
    try (NativeMemory times = times(time)) {
      Libc.check(
          Libc.call("futimens", fd, times.address()), () -> "futimens(%d, ...)".formatted(fd));
    }
  }

  @Override
  public List<String> getdents(int fd) throws SyscallException {
    try (NativeMemory buffer = NativeMemory.ofLength(DIRENTS_LENGTH)) {
      List<String> names = new ArrayList<>();
      int length = getdents(fd, buffer);
      while (length > 0) {
        for (int at = 0; at < length; at += buffer.getShort(at + DIRENT_LENGTH)) {
          String name = buffer.text(at + DIRENT_NAME, StandardCharsets.ISO_8859_1);
          if (!name.equals(".") && !name.equals("..")) {
            names.add(name);
          }
        }
        length = getdents(fd, buffer);
      }
      return names;
    }
  }

  private static int getdents(int fd, NativeMemory buffer) throws SyscallException {
    return Libc.check(
        Libc.callForLong("syscall", GETDENTS64, fd, buffer.address(), DIRENTS_LENGTH),
        () -> "getdents64(%d, ..., %d)".formatted(fd, DIRENTS_LENGTH));
  }

  @Override
  public void linkat(int olddirfd, String oldname, int newdirfd, String newname)
      throws SyscallException {
    try (NativeMemory old = bytes(oldname);
        NativeMemory other = bytes(newname)) {
      Libc.check(
          Libc.call("linkat", olddirfd, old.address(), newdirfd, other.address(), 0),
          () ->
              "linkat(%d, \"%s\", %d, \"%s\", 0)".formatted(olddirfd, oldname, newdirfd, newname));
    }
  }

  @Override
  public void mkdirat(int dirfd, String name, int mode) throws SyscallException {
    try (NativeMemory bytes = bytes(name)) {
      Libc.check(
          Libc.call("mkdirat", dirfd, bytes.address(), mode),
          () -> "mkdirat(%d, \"%s\", %04o)".formatted(dirfd, name, mode));
    }
  }

  @Override
  public void mknodat(int dirfd, String name, int mode, int major, int minor)
      throws SyscallException {
    try (NativeMemory bytes = bytes(name)) {
      Libc.check(
          Libc.call("mknodat", dirfd, bytes.address(), mode, device(major, minor)),
          () -> "mknodat(%d, \"%s\", %07o, %d:%d)".formatted(dirfd, name, mode, major, minor));
    }
  }

  @Override
  public int openInRoot(int dirfd, String path) throws SyscallException {
    try (NativeMemory bytes = bytes(path);
        NativeMemory how = NativeMemory.ofLength(OPEN_HOW_LENGTH)) {
      how.putLong(0, O_DIRECTORY | O_CLOEXEC);
      how.putLong(16, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
      long fd = openat2(dirfd, bytes, how);
      for (int i = 0; fd == -1 && Libc.errno().equals(Errno.EAGAIN) && i < MOST_TRIES; i++) {
        fd = openat2(dirfd, bytes, how);
      }
      return Libc.check(
          fd,
          () ->
              ("openat2(%d, \"%s\", {flags=O_RDONLY|O_DIRECTORY|O_CLOEXEC,"
                      + " resolve=RESOLVE_NO_MAGICLINKS|RESOLVE_IN_ROOT})")
                  .formatted(dirfd, path));
    }
  }

  private static long openat2(int dirfd, NativeMemory path, NativeMemory how) {
    return Libc.callForLong(
        "syscall", OPENAT2, dirfd, path.address(), how.address(), OPEN_HOW_LENGTH);
  }

  @Override
  public int openFolder(int dirfd, String name) throws SyscallException {
    try (NativeMemory bytes = bytes(name)) {
      return Libc.check(
          Libc.call("openat", dirfd, bytes.address(), O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
          () ->
              "openat(%d, \"%s\", O_RDONLY|O_DIRECTORY|O_NOFOLLOW|O_CLOEXEC)"
                  .formatted(dirfd, name));
    }
  }

  @Override
  public int create(int dirfd, String name, int mode) throws SyscallException {
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    try (NativeMemory bytes = bytes(name)) {
      return Libc.check(
          Libc.call("openat", dirfd, bytes.address(), flags, mode),
          () ->
              "openat(%d, \"%s\", O_WRONLY|O_CREAT|O_EXCL|O_NOFOLLOW|O_CLOEXEC, %04o)"
                  .formatted(dirfd, name, mode));
    }
  }

  @Override
  public String pathOf(int fd) throws SyscallException {
    String link = "/proc/self/fd/" + fd;
    try (NativeMemory bytes = bytes(link);
        NativeMemory path = NativeMemory.ofLength(PATH_MAX)) {
      int length =
          Libc.check(
              Libc.callForLong("readlink", bytes.address(), path.address(), PATH_MAX),
              () -> "readlink(\"%s\", ..., %d)".formatted(link, PATH_MAX));
      if (length == PATH_MAX) {
        throw new SyscallException("readlink(\"%s\")".formatted(link), Errno.ENAMETOOLONG);
      }
      return new String(path.bytes(0, length), StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void symlinkat(String target, int dirfd, String name) throws SyscallException {
    try (NativeMemory content = bytes(target);
        NativeMemory bytes = bytes(name)) {
      Libc.check(
          Libc.call("symlinkat", content.address(), dirfd, bytes.address()),
          () -> "symlinkat(\"%s\", %d, \"%s\")".formatted(target, dirfd, name));
    }
  }

  @Override
  public void unlinkat(int dirfd, String name) throws SyscallException {
    try (NativeMemory bytes = bytes(name)) {
      Libc.check(
          Libc.call("unlinkat", dirfd, bytes.address(), 0),
          () -> "unlinkat(%d, \"%s\", 0)".formatted(dirfd, name));
    }
  }

  @Override
  public void removeFolder(int dirfd, String name) throws SyscallException {
    try (NativeMemory bytes = bytes(name)) {
      Libc.check(
          Libc.call("unlinkat", dirfd, bytes.address(), AT_REMOVEDIR),
          () -> "unlinkat(%d, \"%s\", AT_REMOVEDIR)".formatted(dirfd, name));
    }
  }

  @Override
  public void utimensat(int dirfd, String name, FileTime time) throws SyscallException {
    try (NativeMemory bytes = bytes(name);
        NativeMemory times = times(time)) {
      Libc.check(
          Libc.call("utimensat", dirfd, bytes.address(), times.address(), AT_SYMLINK_NOFOLLOW),
          () -> "utimensat(%d, \"%s\", ..., AT_SYMLINK_NOFOLLOW)".formatted(dirfd, name));
    }
  }

  @Override
  public void pwrite(int fd, ByteBuffer buffer, long offset) throws SyscallException {
    long at = offset;
    while (buffer.hasRemaining()) {
      int count = buffer.remaining();
      long place = at;
      int written =
          Libc.check(
              Libc.callForLong("pwrite", fd, NativeMemory.addressOf(buffer), count, at),
              () -> "pwrite(%d, ..., %d, %d)".formatted(fd, count, place));
      buffer.position(buffer.position() + written);
      at += written;
    }
  }

  /** A name, or the target of a link, as {@link FileSyscalls} has it. */
  private static NativeMemory bytes(String name) {
    return NativeMemory.of(name, StandardCharsets.ISO_8859_1);
  }

  private static NativeMemory times(FileTime time) {
    NativeMemory times = NativeMemory.ofLength(TIMES_LENGTH);
    times.putLong(8, UTIME_OMIT);
    times.putLong(16, time.seconds());
    times.putLong(24, time.nanoseconds());
    return times;
  }

  /** As gnu_dev_makedev(3) puts it together. */
  private static long device(int major, int minor) {
    long high = major;
    long low = minor;
    return (low & 0xff) | ((high & 0xfff) << 8) | ((low & ~0xffL) << 12) | ((high & ~0xfffL) << 32);
  }
}
