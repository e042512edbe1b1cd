package dev.cdlc.runtime.root;

import dev.cdlc.runtime.archive.ArchiveException;
import dev.cdlc.runtime.archive.TarEntry;
import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.FileSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folders of a root that is being unpacked, held open while files are made in them. Names of an
 * archive lead where they would in the container: the kernel resolves them beneath the root, and
 * links lead nowhere else.
 */
final class OpenFolders implements AutoCloseable {
  /** Deeper than any program puts its files; a path has 2,048 names at most. */
  static final int DEEPEST = 256;

  /** As many as an entry needs, and some that the next one may need. */
  private static final int MOST_OPEN = 16;

  private final int root;
  private final String rootPath;
  private final FileSyscalls syscalls;
  private final FolderAttributes attributes;
  private final LinkedHashMap<String, Opened> opened = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);

  private record Opened(int fd, String path) {}

  OpenFolders(int root, FileSyscalls syscalls, FolderAttributes attributes)
      throws SyscallException {
    this.root = root;
    this.rootPath = syscalls.pathOf(root);
    this.syscalls = syscalls;
    this.attributes = attributes;
  }

  /**
   * The place of an entry; folders on the way that are missing are made.
   *
   * @return empty for the root itself
   * @throws ArchiveException if the name leads nowhere or out of the root
   */
  Optional<Place> place(String name) throws ArchiveException, SyscallException {
    List<String> names = names(name);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(place(names, folder(names, name, true).orElseThrow()));
  }

  /** The place that a name has already, if the folder that it is in is there. */
  Optional<Place> find(String name) throws ArchiveException, SyscallException {
    List<String> names = names(name);
    return names.isEmpty()
        ? Optional.empty()
        : folder(names, name, false).map(folder -> place(names, folder));
  }

  private static Place place(List<String> names, Opened folder) {
    String path = folder.path().isEmpty() ? names.getLast() : folder.path() + "/" + names.getLast();
    return new Place(folder.fd(), names.getLast(), path);
  }

  /** An absolute name counts from the root, as for every program that unpacks. */
  private static List<String> names(String name) throws ArchiveException {
    List<String> names = new ArrayList<>();
    for (int start = 0; start <= name.length(); ) {
      int slash = name.indexOf('/', start);
      int end = slash < 0 ? name.length() : slash;
      String part = name.substring(start, end);
      start = end + 1;
      if (part.equals("..")) {
        throw new ArchiveException(
            "its entry `%s` leads out of the folder that it is in"
                .formatted(TarEntry.readable(name)));
      }
      if (!part.isEmpty() && !part.equals(".")) {
        names.add(part);
      }
    }
    if (names.size() > DEEPEST) {
      throw tooDeep(name);
    }
    return names;
  }

  private Optional<Opened> folder(List<String> names, String name, boolean make)
      throws ArchiveException, SyscallException {
    List<String> way = names.subList(0, names.size() - 1);
    if (way.isEmpty()) {
      return Optional.of(new Opened(root, ""));
    }
    String path = String.join("/", way);
    Opened known = opened.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      return Optional.of(open(path, name));
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ENOENT)) {
        throw refusal(name, e);
      }
      return make ? Optional.of(made(way, name)) : Optional.empty();
    }
  }

  private Opened made(List<String> way, String name) throws ArchiveException, SyscallException {
    Opened folder = folder(way, name, true).orElseThrow();
    Place place = place(way, folder);
    try {
      syscalls.mkdirat(place.parent(), place.name(), FolderAttributes.MODE_WHILE_UNPACKED);
    } catch (SyscallException e) {
      throw e.errno().equals(Errno.EEXIST)
          ? new ArchiveException(
              "its entry `%s` is behind a link to nowhere".formatted(TarEntry.readable(name)))
          : refusal(name, e);
    }
    attributes.implied(place.path());
    // What was just made is no link: its path is known.
    return kept(
        String.join("/", way),
        name,
        syscalls.openFolder(place.parent(), place.name()),
        _ -> place.path());
  }

  private Opened open(String path, String name) throws ArchiveException, SyscallException {
    return kept(
        path, name, syscalls.openInRoot(root, path), fd -> beneathRoot(syscalls.pathOf(fd)));
  }

  /** How the path of an open folder is found out. */
  private interface Whereabouts {
    String of(int fd) throws SyscallException;
  }

  private Opened kept(String path, String name, int fd, Whereabouts whereabouts)
      throws ArchiveException, SyscallException {
    boolean kept = false;
    try {
      var folder = new Opened(fd, whereabouts.of(fd));
      if (folder.path().chars().filter(character -> character == '/').count() + 1 >= DEEPEST) {
        throw tooDeep(name);
      }
      keep(path, folder);
      kept = true;
      return folder;
    } finally {
      if (!kept) {
        syscalls.close(fd);
      }
    }
  }

  private String beneathRoot(String path) {
    if (!path.startsWith(rootPath)) {
      throw new IllegalStateException(path + " is not in " + rootPath);
    }
    return path.equals(rootPath) ? "" : path.substring(rootPath.length() + 1);
  }

  private void keep(String path, Opened folder) throws SyscallException {
    if (opened.size() == MOST_OPEN) {
      Opened eldest = opened.pollFirstEntry().getValue();
      syscalls.close(eldest.fd());
    }
    opened.put(path, folder);
  }

  /** Forgets where names lead, since something is gone; all but the folder that it was in. */
  void forget(Place gone) throws SyscallException {
    for (Map.Entry<String, Opened> folder : List.copyOf(opened.entrySet())) {
      if (folder.getValue().fd() != gone.parent()) {
        opened.remove(folder.getKey());
        syscalls.close(folder.getValue().fd());
      }
    }
  }

  private static ArchiveException tooDeep(String name) {
    return new ArchiveException(
        "its entry `%s` is more than %d folders deep".formatted(TarEntry.readable(name), DEEPEST));
  }

  private static ArchiveException refusal(String name, SyscallException failure)
      throws SyscallException {
    if (failure.errno().equals(Errno.ENOTDIR)
        || failure.errno().equals(Errno.ELOOP)
        || failure.errno().equals(Errno.ENAMETOOLONG)) {
      return new ArchiveException(
          "its entry `%s` is in no folder (%s)"
              .formatted(TarEntry.readable(name), failure.errno()));
    }
    throw failure;
  }

  @Override
  public void close() throws SyscallException {
    for (Opened folder : opened.values()) {
      syscalls.close(folder.fd());
    }
  }
}
