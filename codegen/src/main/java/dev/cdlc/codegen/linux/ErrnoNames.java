package dev.cdlc.codegen.linux;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The errors of errno(3) as people read them: names and numbers of asm-generic/errno-base.h and
 * asm-generic/errno.h, descriptions as strerror(3) gives them. Only those that the calls of a
 * program can give.
 */
public final class ErrnoNames {
  private static final String TABLE =
      """
      1 EPERM Operation not permitted
      2 ENOENT No such file or directory
      3 ESRCH No such process
      4 EINTR Interrupted system call
      5 EIO Input/output error
      6 ENXIO No such device or address
      7 E2BIG Argument list too long
      8 ENOEXEC Exec format error
      9 EBADF Bad file descriptor
      10 ECHILD No child processes
      11 EAGAIN Resource temporarily unavailable
      12 ENOMEM Cannot allocate memory
      13 EACCES Permission denied
      14 EFAULT Bad address
      16 EBUSY Device or resource busy
      17 EEXIST File exists
      18 EXDEV Invalid cross-device link
      19 ENODEV No such device
      20 ENOTDIR Not a directory
      21 EISDIR Is a directory
      22 EINVAL Invalid argument
      23 ENFILE Too many open files in system
      24 EMFILE Too many open files
      25 ENOTTY Inappropriate ioctl for device
      26 ETXTBSY Text file busy
      28 ENOSPC No space left on device
      30 EROFS Read-only file system
      31 EMLINK Too many links
      32 EPIPE Broken pipe
      34 ERANGE Numerical result out of range
      36 ENAMETOOLONG File name too long
      38 ENOSYS Function not implemented
      39 ENOTEMPTY Directory not empty
      40 ELOOP Too many levels of symbolic links
      61 ENODATA No data available
      74 EBADMSG Bad message
      75 EOVERFLOW Value too large for defined data type
      87 EUSERS Too many users
      95 EOPNOTSUPP Operation not supported
      105 ENOBUFS No buffer space available
      107 ENOTCONN Transport endpoint is not connected
      110 ETIMEDOUT Connection timed out
      111 ECONNREFUSED Connection refused
      112 EHOSTDOWN Host is down
      116 ESTALE Stale file handle
      117 EUCLEAN Structure needs cleaning
      122 EDQUOT Disk quota exceeded
      126 ENOKEY Required key not available
      """;

  private ErrnoNames() {}

  /** {@code ENOENT (No such file or directory)}, by number. */
  public static SortedMap<Integer, String> byNumber() {
    SortedMap<Integer, String> names = new TreeMap<>();
    TABLE
        .lines()
        .map(row -> row.split(" ", 3))
        .forEach(
            words -> names.put(Integer.valueOf(words[0]), "%s (%s)".formatted(words[1], words[2])));
    return names;
  }
}
