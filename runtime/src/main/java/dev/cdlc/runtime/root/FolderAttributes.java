package dev.cdlc.runtime.root;

import dev.cdlc.runtime.kernel.FileSyscalls;
import dev.cdlc.runtime.kernel.FileSyscalls.FileTime;
import dev.cdlc.runtime.kernel.SyscallException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What folders are given once all is in them: a mode that may keep their owner out, and the time of
 * a last modification that came before this one.
 */
final class FolderAttributes {
  /** Files can be made in it, by its owner alone. */
  static final int MODE_WHILE_UNPACKED = 0700;

  /** Of a folder that no entry is about. */
  private static final int IMPLIED_MODE = 0755;

  /** By path from the root on; that of the root is empty. */
  private final TreeMap<String, Attributes> all = new TreeMap<>();

  private record Attributes(int mode, Optional<FileTime> time) {}

  /** The root itself, as long as no entry is about it. */
  FolderAttributes() {
    implied("");
  }

  void set(String path, int mode, FileTime time) {
    all.put(path, new Attributes(mode, Optional.of(time)));
  }

  /** A folder that files are in, though no entry is about it. */
  void implied(String path) {
    all.put(path, new Attributes(IMPLIED_MODE, Optional.empty()));
  }

  /** The file at a path is gone, and all in it if it was a folder. */
  void forget(String path) {
    all.remove(path);
    // The character after a slash is the first that does not go on with the path.
    all.subMap(path + "/", path + "0").clear();
  }

  /** Innermost folders first: the way to them must be free. */
  void apply(int root, FileSyscalls syscalls) throws SyscallException {
    for (Map.Entry<String, Attributes> folder : all.descendingMap().entrySet()) {
      int fd = syscalls.openInRoot(root, "./" + folder.getKey());
      try {
        syscalls.fchmod(fd, folder.getValue().mode());
        if (folder.getValue().time().isPresent()) {
          syscalls.futimens(fd, folder.getValue().time().get());
        }
      } finally {
        syscalls.close(fd);
      }
    }
  }
}
