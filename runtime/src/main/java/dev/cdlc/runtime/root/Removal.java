package dev.cdlc.runtime.root;

import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.FileSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;

/** Removes what is beneath an open folder; what links lead to stays. */
record Removal(FileSyscalls syscalls) {
  /** Removes a file, or a folder with all in it; nothing if there is none. */
  void remove(int parent, String name) throws SyscallException {
    try {
      syscalls.unlinkat(parent, name);
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.EISDIR)) {
        removeFolder(parent, name);
      } else if (!e.errno().equals(Errno.ENOENT)) {
        throw e;
      }
    }
  }

  private void removeFolder(int parent, String name) throws SyscallException {
    int fd = syscalls.openFolder(parent, name);
    try {
      for (String child : syscalls.getdents(fd)) {
        remove(fd, child);
      }
    } finally {
      syscalls.close(fd);
    }
    syscalls.removeFolder(parent, name);
  }
}
