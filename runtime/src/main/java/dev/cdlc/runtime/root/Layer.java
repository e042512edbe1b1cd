package dev.cdlc.runtime.root;

import dev.cdlc.runtime.archive.ArchiveException;
import dev.cdlc.runtime.archive.TarEntry;
import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.FileSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A layer of an image, whose whiteouts take away what layers below it have, and never what it has
 * itself: see "Whiteouts" in the OCI image specification, layer.md.
 */
final class Layer {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  /** What AUFS notes for itself. */
  private static final String OF_AUFS = ".wh..wh.";

  private final OpenFolders folders;
  private final FileSyscalls syscalls;
  private final Remover remover;

  /** The paths that this layer has. */
  private final TreeSet<String> own = new TreeSet<>();

  /** How something is removed. */
  interface Remover {
    void remove(Place place) throws SyscallException;
  }

  Layer(OpenFolders folders, FileSyscalls syscalls, Remover remover) {
    this.folders = folders;
    this.syscalls = syscalls;
    this.remover = remover;
  }

  static boolean isWhiteout(String name) {
    return last(name).startsWith(WHITEOUT);
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  void add(Place place) {
    own.add(place.path());
  }

  /** Applies a whiteout, which is no file itself. */
  void whiteOut(String name) throws ArchiveException, SyscallException {
    String last = last(name);
    if (last.equals(OPAQUE)) {
      clear(name);
    } else if (!last.startsWith(OF_AUFS)) {
      take(name, last.substring(WHITEOUT.length()));
    }
  }

  private void take(String name, String hidden) throws ArchiveException, SyscallException {
    if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
      throw new ArchiveException(
          "its whiteout `%s` is of no file".formatted(TarEntry.readable(name)));
    }
    Optional<Place> place = folders.find(name);
    if (place.isPresent()) {
      within(place.get(), (folder, path) -> takeUnlessOwn(folder, path, hidden));
    }
  }

  /** Takes all that layers below have in the folder that the whiteout is in. */
  private void clear(String name) throws ArchiveException, SyscallException {
    Optional<Place> place = folders.find(name);
    if (place.isPresent()) {
      within(place.get(), this::clear);
    }
  }

  /** What is done in an open folder, whose path has a slash at its end unless it is the root. */
  private interface Work {
    void in(int folder, String path) throws SyscallException;
  }

  /** The folder is opened once more: places are forgotten when something is removed. */
  private void within(Place place, Work work) throws SyscallException {
    String path = place.path().substring(0, place.path().lastIndexOf('/') + 1);
    int folder = syscalls.openFolder(place.parent(), ".");
    try {
      work.in(folder, path);
    } finally {
      syscalls.close(folder);
    }
  }

  private void clear(int folder, String path) throws SyscallException {
    for (String child : syscalls.getdents(folder)) {
      takeUnlessOwn(folder, path, child);
    }
  }

  private void takeUnlessOwn(int folder, String parent, String name) throws SyscallException {
    String path = parent + name;
    if (!own.contains(path) && own.subSet(path + "/", path + "0").isEmpty()) {
      remover.remove(new Place(folder, name, path));
    } else {
      clearWithin(folder, name, path);
    }
  }

  /** Of a folder that this layer has too, what it has from below goes all the same. */
  private void clearWithin(int parent, String name, String path) throws SyscallException {
    int folder;
    try {
      folder = syscalls.openFolder(parent, name);
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.ENOTDIR) || e.errno().equals(Errno.ELOOP)) {
        return;
      }
      throw e;
    }
    try {
      clear(folder, path + "/");
    } finally {
      syscalls.close(folder);
    }
  }
}
