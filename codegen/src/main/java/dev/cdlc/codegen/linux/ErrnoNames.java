package dev.cdlc.codegen.linux;

import dev.cdlc.plan.Errno;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The errors that the calls of a program can give, as people read them. */
public final class ErrnoNames {
  private static final Set<Errno> POSSIBLE =
      EnumSet.of(
          Errno.EPERM,
          Errno.ENOENT,
          Errno.ESRCH,
          Errno.EINTR,
          Errno.EIO,
          Errno.ENXIO,
          Errno.E2BIG,
          Errno.ENOEXEC,
          Errno.EBADF,
          Errno.ECHILD,
          Errno.EAGAIN,
          Errno.ENOMEM,
          Errno.EACCES,
          Errno.EFAULT,
          Errno.EBUSY,
          Errno.EADDRINUSE,
          Errno.EADDRNOTAVAIL,
          Errno.EEXIST,
          Errno.EXDEV,
          Errno.ENODEV,
          Errno.ENOTDIR,
          Errno.EISDIR,
          Errno.EINVAL,
          Errno.ENFILE,
          Errno.EMFILE,
          Errno.ENOTTY,
          Errno.ETXTBSY,
          Errno.ENOSPC,
          Errno.EROFS,
          Errno.EMLINK,
          Errno.EPIPE,
          Errno.ERANGE,
          Errno.ENAMETOOLONG,
          Errno.ENOSYS,
          Errno.ENOTEMPTY,
          Errno.ELOOP,
          Errno.ENODATA,
          Errno.EBADMSG,
          Errno.EOVERFLOW,
          Errno.EBADFD,
          Errno.EUSERS,
          Errno.EOPNOTSUPP,
          Errno.ENOBUFS,
          Errno.ENOTCONN,
          Errno.ETIMEDOUT,
          Errno.ECONNREFUSED,
          Errno.EHOSTDOWN,
          Errno.ESTALE,
          Errno.EUCLEAN,
          Errno.EDQUOT,
          Errno.ENOKEY);

  private ErrnoNames() {}

  /** {@code ENOENT (No such file or directory)}, by number. */
  public static SortedMap<Integer, String> byNumber() {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (Errno errno : POSSIBLE) {
      names.put(errno.number(), "%s (%s)".formatted(errno.name(), errno.description()));
    }
    return names;
  }
}
