package dev.cdlc.codegen.linux;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The errors of errno(3) as people read them: names and numbers of asm-generic/errno-base.h and
 * asm-generic/errno.h, descriptions as strerror(3) gives them. Those of STREAMS, sound cards and
 * the like are left out, since no call of a program gives them.
 */
public final class ErrnoNames {
  private static final int HIGHEST = 133;

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
      15 ENOTBLK Block device required
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
      27 EFBIG File too large
      28 ENOSPC No space left on device
      29 ESPIPE Illegal seek
      30 EROFS Read-only file system
      31 EMLINK Too many links
      32 EPIPE Broken pipe
      33 EDOM Numerical argument out of domain
      34 ERANGE Numerical result out of range
      35 EDEADLK Resource deadlock avoided
      36 ENAMETOOLONG File name too long
      37 ENOLCK No locks available
      38 ENOSYS Function not implemented
      39 ENOTEMPTY Directory not empty
      40 ELOOP Too many levels of symbolic links
      61 ENODATA No data available
      66 EREMOTE Object is remote
      71 EPROTO Protocol error
      74 EBADMSG Bad message
      75 EOVERFLOW Value too large for defined data type
      84 EILSEQ Invalid or incomplete multibyte or wide character
      87 EUSERS Too many users
      88 ENOTSOCK Socket operation on non-socket
      90 EMSGSIZE Message too long
      93 EPROTONOSUPPORT Protocol not supported
      95 EOPNOTSUPP Operation not supported
      97 EAFNOSUPPORT Address family not supported by protocol
      98 EADDRINUSE Address already in use
      99 EADDRNOTAVAIL Cannot assign requested address
      100 ENETDOWN Network is down
      101 ENETUNREACH Network is unreachable
      103 ECONNABORTED Software caused connection abort
      104 ECONNRESET Connection reset by peer
      105 ENOBUFS No buffer space available
      107 ENOTCONN Transport endpoint is not connected
      110 ETIMEDOUT Connection timed out
      111 ECONNREFUSED Connection refused
      112 EHOSTDOWN Host is down
      113 EHOSTUNREACH No route to host
      114 EALREADY Operation already in progress
      115 EINPROGRESS Operation now in progress
      116 ESTALE Stale file handle
      117 EUCLEAN Structure needs cleaning
      121 EREMOTEIO Remote I/O error
      122 EDQUOT Disk quota exceeded
      125 ECANCELED Operation canceled
      126 ENOKEY Required key not available
      127 EKEYEXPIRED Key has expired
      128 EKEYREVOKED Key has been revoked
      129 EKEYREJECTED Key was rejected by service
      130 EOWNERDEAD Owner died
      131 ENOTRECOVERABLE State not recoverable
      """;

  private ErrnoNames() {}

  /** {@code ENOENT (No such file or directory)}, at the index that is its number less one. */
  public static List<String> all() {
    Map<Integer, String> named =
        TABLE
            .lines()
            .map(row -> row.split(" ", 3))
            .collect(
                Collectors.toMap(
                    words -> Integer.valueOf(words[0]),
                    words -> "%s (%s)".formatted(words[1], words[2])));
    return IntStream.rangeClosed(1, HIGHEST)
        .mapToObj(number -> named.getOrDefault(number, "errno " + number))
        .toList();
  }
}
