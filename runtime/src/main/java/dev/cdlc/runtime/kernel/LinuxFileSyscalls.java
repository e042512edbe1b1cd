package dev.cdlc.runtime.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.annotations.Encoding;
import jnr.ffi.annotations.In;

/** File calls of the running kernel, made through libc by jnr-ffi; for one thread at a time. */
public final class LinuxFileSyscalls implements FileSyscalls {
  private static final String BYTES = "ISO-8859-1";

  /** From asm-generic/fcntl.h and linux/fcntl.h. */
  private static final int O_WRONLY = 1;

  private static final int O_CREAT = 0100;
  private static final int O_EXCL = 0200;
  private static final int O_CLOEXEC = 02000000;
  private static final int O_PATH = 010000000;
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

  /** From linux/limits.h. */
  private static final int PATH_MAX = 4096;

  private final Libc libc = LibraryLoader.create(Libc.class).load("c");
  private final Runtime runtime = Runtime.getRuntime(libc);
  private final Pointer times = Memory.allocateDirect(runtime, 32);
  private final Pointer how = Memory.allocateDirect(runtime, OPEN_HOW_LENGTH);
  private final Pointer path = Memory.allocateDirect(runtime, PATH_MAX);

  /** The functions of libc that stand for the calls. */
  public interface Libc {
    int close(int fd);

    int fchmod(int fd, int mode);

    int fchmodat(int dirfd, @Encoding(BYTES) CharSequence name, int mode, int flags);

    int fchown(int fd, int uid, int gid);

    int fchownat(int dirfd, @Encoding(BYTES) CharSequence name, int uid, int gid, int flags);

    int fsetxattr(
        int fd, @Encoding(BYTES) CharSequence name, @In byte[] value, long size, int flags);

    int ftruncate(int fd, long length);

    int futimens(int fd, Pointer times);

    int linkat(
        int olddirfd,
        @Encoding(BYTES) CharSequence oldname,
        int newdirfd,
        @Encoding(BYTES) CharSequence newname,
        int flags);

    int mkdirat(int dirfd, @Encoding(BYTES) CharSequence name, int mode);

    int mknodat(int dirfd, @Encoding(BYTES) CharSequence name, int mode, long device);

    int openat(int dirfd, @Encoding(BYTES) CharSequence name, int flags, int mode);

    long pwrite(int fd, ByteBuffer buffer, long count, long offset);

    long readlink(CharSequence path, Pointer buffer, long size);

    int symlinkat(
        @Encoding(BYTES) CharSequence target, int dirfd, @Encoding(BYTES) CharSequence name);

    long syscall(long number, long fd, Pointer buffer, long size);

    long syscall(
        long number, long dirfd, @Encoding(BYTES) CharSequence name, Pointer how, long size);

    int unlinkat(int dirfd, @Encoding(BYTES) CharSequence name, int flags);

    int utimensat(int dirfd, @Encoding(BYTES) CharSequence name, Pointer times, int flags);
  }

  @Override
  public void close(int fd) throws SyscallException {
    check(libc.close(fd), () -> "close(%d)".formatted(fd));
  }

  @Override
  public void fchmod(int fd, int mode) throws SyscallException {
    check(libc.fchmod(fd, mode), () -> "fchmod(%d, %04o)".formatted(fd, mode));
  }

  @Override
  public void fchmodat(int dirfd, String name, int mode) throws SyscallException {
    check(
        libc.fchmodat(dirfd, name, mode, 0),
        () -> "fchmodat(%d, \"%s\", %04o, 0)".formatted(dirfd, name, mode));
  }

  @Override
  public void fchown(int fd, long uid, long gid) throws SyscallException {
    check(
        libc.fchown(fd, (int) uid, (int) gid), () -> "fchown(%d, %d, %d)".formatted(fd, uid, gid));
  }

  @Override
  public void fchownat(int dirfd, String name, long uid, long gid) throws SyscallException {
    check(
        libc.fchownat(dirfd, name, (int) uid, (int) gid, AT_SYMLINK_NOFOLLOW),
        () -> "fchownat(%d, \"%s\", %d, %d, AT_SYMLINK_NOFOLLOW)".formatted(dirfd, name, uid, gid));
  }

  @Override
  public void fsetxattr(int fd, String name, byte[] value) throws SyscallException {
    check(
        libc.fsetxattr(fd, name, value, value.length, 0),
        () -> "fsetxattr(%d, \"%s\", ..., %d, 0)".formatted(fd, name, value.length));
  }

  @Override
  public void ftruncate(int fd, long length) throws SyscallException {
    check(libc.ftruncate(fd, length), () -> "ftruncate(%d, %d)".formatted(fd, length));
  }

  @Override
  public void futimens(int fd, FileTime time) throws SyscallException {
    check(libc.futimens(fd, times(time)), () -> "futimens(%d, ...)".formatted(fd));
  }

  @Override
  public List<String> getdents(int fd) throws SyscallException {
    Pointer buffer = Memory.allocateDirect(runtime, DIRENTS_LENGTH);
    List<String> names = new ArrayList<>();
    int length = getdents(fd, buffer);
    while (length > 0) {
      for (int at = 0; at < length; at += buffer.getShort(at + DIRENT_LENGTH)) {
        String name = name(buffer, at + DIRENT_NAME);
        if (!name.equals(".") && !name.equals("..")) {
          names.add(name);
        }
      }
      length = getdents(fd, buffer);
    }
    return names;
  }

  private int getdents(int fd, Pointer buffer) throws SyscallException {
    return check(
        libc.syscall(GETDENTS64, fd, buffer, DIRENTS_LENGTH),
        () -> "getdents64(%d, ..., %d)".formatted(fd, DIRENTS_LENGTH));
  }

  private static String name(Pointer buffer, int start) {
    int end = start;
    while (buffer.getByte(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - start];
    buffer.get(start, bytes, 0, bytes.length);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void linkat(int olddirfd, String oldname, int newdirfd, String newname)
      throws SyscallException {
    check(
        libc.linkat(olddirfd, oldname, newdirfd, newname, 0),
        () -> "linkat(%d, \"%s\", %d, \"%s\", 0)".formatted(olddirfd, oldname, newdirfd, newname));
  }

  @Override
  public void mkdirat(int dirfd, String name, int mode) throws SyscallException {
    check(
        libc.mkdirat(dirfd, name, mode),
        () -> "mkdirat(%d, \"%s\", %04o)".formatted(dirfd, name, mode));
  }

  @Override
  public void mknodat(int dirfd, String name, int mode, int major, int minor)
      throws SyscallException {
    check(
        libc.mknodat(dirfd, name, mode, device(major, minor)),
        () -> "mknodat(%d, \"%s\", %07o, %d:%d)".formatted(dirfd, name, mode, major, minor));
  }

  @Override
  public int openInRoot(int dirfd, String path) throws SyscallException {
    how.putLong(0, O_PATH | O_DIRECTORY | O_CLOEXEC);
    how.putLong(8, 0);
    how.putLong(16, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
    long fd = libc.syscall(OPENAT2, dirfd, path, how, OPEN_HOW_LENGTH);
    for (int i = 0; fd == -1 && lastErrno().equals(Errno.EAGAIN) && i < MOST_TRIES; i++) {
      fd = libc.syscall(OPENAT2, dirfd, path, how, OPEN_HOW_LENGTH);
    }
    return check(
        fd,
        () ->
            ("openat2(%d, \"%s\", {flags=O_PATH|O_DIRECTORY|O_CLOEXEC,"
                    + " resolve=RESOLVE_NO_MAGICLINKS|RESOLVE_IN_ROOT})")
                .formatted(dirfd, path));
  }

  @Override
  public int openFolder(int dirfd, String name) throws SyscallException {
    return check(
        libc.openat(dirfd, name, O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0),
        () ->
            "openat(%d, \"%s\", O_RDONLY|O_DIRECTORY|O_NOFOLLOW|O_CLOEXEC)".formatted(dirfd, name));
  }

  @Override
  public int create(int dirfd, String name, int mode) throws SyscallException {
    return check(
        libc.openat(dirfd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode),
        () ->
            "openat(%d, \"%s\", O_WRONLY|O_CREAT|O_EXCL|O_NOFOLLOW|O_CLOEXEC, %04o)"
                .formatted(dirfd, name, mode));
  }

  @Override
  public String pathOf(int fd) throws SyscallException {
    String link = "/proc/self/fd/" + fd;
    int length =
        check(
            libc.readlink(link, path, PATH_MAX),
            () -> "readlink(\"%s\", ..., %d)".formatted(link, PATH_MAX));
    if (length == PATH_MAX) {
      throw new SyscallException("readlink(\"%s\")".formatted(link), Errno.ENAMETOOLONG);
    }
    byte[] bytes = new byte[length];
    path.get(0, bytes, 0, length);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void symlinkat(String target, int dirfd, String name) throws SyscallException {
    check(
        libc.symlinkat(target, dirfd, name),
        () -> "symlinkat(\"%s\", %d, \"%s\")".formatted(target, dirfd, name));
  }

  @Override
  public void unlinkat(int dirfd, String name) throws SyscallException {
    check(libc.unlinkat(dirfd, name, 0), () -> "unlinkat(%d, \"%s\", 0)".formatted(dirfd, name));
  }

  @Override
  public void removeFolder(int dirfd, String name) throws SyscallException {
    check(
        libc.unlinkat(dirfd, name, AT_REMOVEDIR),
        () -> "unlinkat(%d, \"%s\", AT_REMOVEDIR)".formatted(dirfd, name));
  }

  @Override
  public void utimensat(int dirfd, String name, FileTime time) throws SyscallException {
    check(
        libc.utimensat(dirfd, name, times(time), AT_SYMLINK_NOFOLLOW),
        () -> "utimensat(%d, \"%s\", ..., AT_SYMLINK_NOFOLLOW)".formatted(dirfd, name));
  }

  @Override
  public void pwrite(int fd, ByteBuffer buffer, long offset) throws SyscallException {
    long at = offset;
    while (buffer.hasRemaining()) {
      int count = buffer.remaining();
      long place = at;
      int written =
          check(
              libc.pwrite(fd, buffer, count, at),
              () -> "pwrite(%d, ..., %d, %d)".formatted(fd, count, place));
      buffer.position(buffer.position() + written);
      at += written;
    }
  }

  private Pointer times(FileTime time) {
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

  private Errno lastErrno() {
    return new Errno(runtime.getLastError());
  }

  /** Reads errno before anything else can overwrite it. */
  private int check(long result, Supplier<String> call) throws SyscallException {
    if (result == -1) {
      Errno errno = lastErrno();
      throw new SyscallException(call.get(), errno);
    }
    return Math.toIntExact(result);
  }
}
