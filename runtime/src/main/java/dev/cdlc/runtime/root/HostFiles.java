package dev.cdlc.runtime.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of the host that are to stand at the same paths in a root, with the folders and symbolic
 * links on the way to them.
 */
final class HostFiles {
  /** As many as the kernel follows, see path_resolution(7). */
  private static final int MOST_LINKS = 40;

  private final Path host;
  private final SortedMap<String, Entry> entries = new TreeMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * No files yet.
   *
   * @param host the folder that is the host's root
   */
  HostFiles(Path host) {
    this.host = host;
  }

  /** What there is, by absolute path; folders come before what is in them. */
  SortedMap<String, Entry> entries() {
    return entries;
  }

  /** The paths that were looked for, be they there or not. */
  Set<String> asked() {
    return asked;
  }

  /** Where a path of the host's root lies. */
  Path locate(String path) {
    return host.resolve(path.substring(1));
  }

  /** A folder, be it on the host or not. */
  void addFolder(String path) {
    entries.putIfAbsent(path, new Entry.Folder());
  }

  /**
   * The way to a regular file.
   *
   * @param file the path of the file itself
   */
  record Way(String file, SortedMap<String, Entry> passed) {}

  /** Takes a file, and what is passed on the way to it. */
  void add(Way way) {
    entries.putAll(way.passed());
  }

  /**
   * Looks for a regular file.
   *
   * @return empty where there is none
   * @throws IOException for what is there but no regular file, and for a loop of links
   */
  Optional<Way> find(String path) throws IOException {
    asked.add(path);
    try {
      return Optional.of(new Walk(path).way());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Whether somebody may execute a file. */
  boolean isExecutable(String path) throws IOException {
    return Files.getPosixFilePermissions(locate(path)).stream()
        .anyMatch(
            permission ->
                permission == PosixFilePermission.OWNER_EXECUTE
                    || permission == PosixFilePermission.GROUP_EXECUTE
                    || permission == PosixFilePermission.OTHERS_EXECUTE);
  }

  /** The way along a path, one name after the other. */
  private final class Walk {
    private final Deque<Path> names = new ArrayDeque<>();
    private final SortedMap<String, Entry> passed = new TreeMap<>();
    private Path at = host;
    private int links;

    Walk(String path) {
      push(Path.of(path));
    }

    private void push(Path path) {
      for (int i = path.getNameCount() - 1; i >= 0; i--) {
        names.push(path.getName(i));
      }
    }

    Way way() throws IOException {
      while (!names.isEmpty()) {
        step(names.pop());
      }
      if (Files.isDirectory(at)) {
        throw new IOException("it is a folder");
      }
      return new Way("/" + host.relativize(at), passed);
    }

    private void step(Path name) throws IOException {
      Path next = name.toString().equals("..") ? above() : at.resolve(name).normalize();
      BasicFileAttributes attributes =
          Files.readAttributes(next, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        follow(next);
      } else if (attributes.isDirectory()) {
        pass(next, new Entry.Folder());
        at = next;
      } else if (attributes.isRegularFile()) {
        pass(next, new Entry.Copy(next, Entry.Identity.of(next)));
        at = next;
      } else {
        throw new IOException("it is not a regular file");
      }
    }

    private Path above() {
      return at.equals(host) ? host : Objects.requireNonNull(at.getParent());
    }

    private void follow(Path link) throws IOException {
      links++;
      if (links > MOST_LINKS) {
        throw new IOException("its symbolic links go round in a circle");
      }
      Path target = Files.readSymbolicLink(link);
      pass(link, new Entry.Link(target.toString()));
      at = target.isAbsolute() ? host : at;
      push(target);
    }

    private void pass(Path path, Entry entry) {
      if (!path.equals(host)) {
        passed.put("/" + host.relativize(path), entry);
      }
    }
  }
}
