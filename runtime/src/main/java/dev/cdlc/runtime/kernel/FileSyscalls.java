package dev.cdlc.runtime.kernel;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The section 2 calls that make files beneath an open folder: one method each, named and ordered as
 * in the man pages. Names are what the kernel takes, one character for each byte (ISO 8859-1): the
 * names of an archive need not be UTF-8. None may contain a NUL.
 */
public interface FileSyscalls {
  /** The mode bits of the type of a file, from linux/stat.h. */
  int S_IFIFO = 0010000;

  int S_IFCHR = 0020000;
  int S_IFBLK = 0060000;

  /** In the place of a folder's descriptor, for an absolute path; from linux/fcntl.h. */
  int AT_FDCWD = -100;

  /** close(2), which ends the descriptor's life whatever it returns. */
  void close(int fd) throws SyscallException;

  /**
   * fchmod(2).
   *
   * @throws SyscallException EPERM, EROFS, ... as in fchmod(2)
   */
  void fchmod(int fd, int mode) throws SyscallException;

  /**
   * fchmodat(2), which follows a symbolic link.
   *
   * @throws SyscallException as fchmod(2)
   */
  void fchmodat(int dirfd, String name, int mode) throws SyscallException;

  /**
   * fchownat(2) with AT_SYMLINK_NOFOLLOW.
   *
   * @throws SyscallException EPERM without CAP_CHOWN; EINVAL for an id that the user namespace
   *     lacks; ... as in chown(2)
   */
  void fchownat(int dirfd, String name, long uid, long gid) throws SyscallException;

  /**
   * fchown(2).
   *
   * @throws SyscallException as fchownat(2)
   */
  void fchown(int fd, long uid, long gid) throws SyscallException;

  /**
   * fsetxattr(2), be there such an attribute or not.
   *
   * @throws SyscallException EOPNOTSUPP if the file system has none; EPERM, ENOSPC, ... as in
   *     setxattr(2)
   */
  void fsetxattr(int fd, String name, byte[] value) throws SyscallException;

  /**
   * ftruncate(2).
   *
   * @throws SyscallException EFBIG for a length that the file system cannot have; ... as in
   *     truncate(2)
   */
  void ftruncate(int fd, long length) throws SyscallException;

  /**
   * futimens(3) of the last modification alone.
   *
   * @throws SyscallException EPERM, ... as in utimensat(2)
   */
  void futimens(int fd, FileTime time) throws SyscallException;

  /**
   * getdents64(2), until there is no more: the names in a folder, but for {@code .} and {@code ..}.
   *
   * @throws SyscallException as in getdents(2)
   */
  List<String> getdents(int fd) throws SyscallException;

  /**
   * linkat(2), which follows no symbolic link: it is linked itself.
   *
   * @throws SyscallException EEXIST, ENOENT, EPERM for a folder, ... as in link(2)
   */
  void linkat(int olddirfd, String oldname, int newdirfd, String newname) throws SyscallException;

  /**
   * mkdirat(2).
   *
   * @throws SyscallException EEXIST, ENOENT, ENOSPC, ... as in mkdir(2)
   */
  void mkdirat(int dirfd, String name, int mode) throws SyscallException;

  /**
   * mknodat(2).
   *
   * @param mode with one of S_IFIFO, S_IFCHR, S_IFBLK
   * @param major number of the device, of 12 bits
   * @param minor number of the device, of 20 bits
   * @throws SyscallException EPERM without CAP_MKNOD; EEXIST, ... as in mknod(2)
   */
  void mknodat(int dirfd, String name, int mode, int major, int minor) throws SyscallException;

  /**
   * openat2(2) of a folder with O_RDONLY and O_DIRECTORY, and RESOLVE_IN_ROOT: neither {@code ..}
   * nor a symbolic link leads out of {@code dirfd}.
   *
   * @throws SyscallException ENOENT, ENOTDIR, ELOOP, ... as in openat2(2)
   */
  int openInRoot(int dirfd, String path) throws SyscallException;

  /**
   * openat(2) of a folder with O_RDONLY, O_DIRECTORY, O_NOFOLLOW.
   *
   * @throws SyscallException ENOTDIR for anything else, a symbolic link too; ... as in open(2)
   */
  int openFolder(int dirfd, String name) throws SyscallException;

  /**
   * openat(2) with O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW.
   *
   * @throws SyscallException EEXIST for whatever is there; ... as in open(2)
   */
  int create(int dirfd, String name, int mode) throws SyscallException;

  /**
   * The path of an open file as readlink(2) gives it of /proc/self/fd.
   *
   * @throws SyscallException ENAMETOOLONG for a path of more than PATH_MAX bytes; ... as in
   *     readlink(2)
   */
  String pathOf(int fd) throws SyscallException;

  /**
   * symlinkat(2).
   *
   * @throws SyscallException EEXIST, ENOENT, ... as in symlink(2)
   */
  void symlinkat(String target, int dirfd, String name) throws SyscallException;

  /**
   * unlinkat(2) of anything but a folder.
   *
   * @throws SyscallException EISDIR for a folder; ENOENT, ... as in unlink(2)
   */
  void unlinkat(int dirfd, String name) throws SyscallException;

  /**
   * unlinkat(2) with AT_REMOVEDIR.
   *
   * @throws SyscallException ENOTEMPTY, ENOENT, ... as in rmdir(2)
   */
  void removeFolder(int dirfd, String name) throws SyscallException;

  /**
   * utimensat(2) of the last modification alone, with AT_SYMLINK_NOFOLLOW.
   *
   * @throws SyscallException as futimens(3)
   */
  void utimensat(int dirfd, String name, FileTime time) throws SyscallException;

  /**
   * pwrite(2) of all that remains in a direct buffer, called again for what is left.
   *
   * @throws SyscallException ENOSPC, EDQUOT, EFBIG, EIO, ... as in write(2)
   */
  void pwrite(int fd, ByteBuffer buffer, long offset) throws SyscallException;

  /**
   * A point in time.
   *
   * @param seconds since the Epoch, or before it
   * @param nanoseconds 0 to 999,999,999
   */
  record FileTime(long seconds, int nanoseconds) {}
}
