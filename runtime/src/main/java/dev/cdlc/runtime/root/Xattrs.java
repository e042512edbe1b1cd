package dev.cdlc.runtime.root;

import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.FileSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import java.util.Map;
import java.util.SortedMap;

/**
 * Gives files the extended attributes of an archive: {@code user.*}, and to the superuser's files
 * their capabilities. Others are the host's to decide, as labels are, or steer overlayfs.
 */
record Xattrs(FileSyscalls syscalls, boolean superuser) {
  private static final String CAPABILITY = "security.capability";
  private static final String USER = "user.";
  private static final String OVERLAY = "user.overlay.";

  void set(int fd, SortedMap<String, byte[]> xattrs) throws SyscallException {
    for (Map.Entry<String, byte[]> xattr : xattrs.entrySet()) {
      if (isTaken(xattr.getKey())) {
        set(fd, xattr.getKey(), xattr.getValue());
      }
    }
  }

  private boolean isTaken(String name) {
    return name.equals(CAPABILITY)
        ? superuser
        : name.startsWith(USER) && !name.startsWith(OVERLAY) && name.indexOf('\0') < 0;
  }

  /** What users note about a file may get lost, as it does by cp(1); capabilities may not. */
  private void set(int fd, String name, byte[] value) throws SyscallException {
    try {
      syscalls.fsetxattr(fd, name, value);
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.EOPNOTSUPP) || name.equals(CAPABILITY)) {
        throw e;
      }
    }
  }
}
