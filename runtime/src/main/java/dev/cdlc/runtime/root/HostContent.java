package dev.cdlc.runtime.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files of the host, copied. */
final class HostContent implements RootContent {
  /** Another number where the same entries are made into another root. */
  private static final String VERSION = "1";

  /** Permissions that a root keeps: nobody becomes somebody else by a program in it. */
  private static final int KEPT_MODE = 0755;

  /** Anybody may make files in /tmp, and remove their own. */
  private static final int TMP_MODE = 01777;

  private final SortedMap<String, Entry> entries;
  private final List<String> asked;

  /**
   * A content.
   *
   * @param entries by absolute path; folders come before what is in them
   */
  HostContent(SortedMap<String, Entry> entries, Collection<String> asked) {
    this.entries = new TreeMap<>(entries);
    this.asked = List.copyOf(asked);
  }

  @Override
  public List<String> asked() {
    return asked;
  }

  /** By absolute path; folders come before what is in them. */
  SortedMap<String, Entry> entries() {
    return entries;
  }

  @Override
  public String key() {
    return RootContent.keyOf(
        Stream.concat(Stream.of(VERSION), entries.entrySet().stream().map(Object::toString))
            .toList());
  }

  @Override
  public boolean isSecluded() {
    return false;
  }

  @Override
  public void make(Path root) throws IOException, RootException {
    setMode(root, KEPT_MODE);
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      Path target = root.resolve(entry.getKey().substring(1));
      switch (entry.getValue()) {
        case Entry.Folder() -> makeFolder(target);
        case Entry.Link(String to) -> Files.createSymbolicLink(target, Path.of(to));
        case Entry.Copy copy -> copy(copy, target);
      }
    }
    setMode(root.resolve("tmp"), TMP_MODE);
  }

  private static void makeFolder(Path folder) throws IOException {
    Files.createDirectory(folder);
    setMode(folder, KEPT_MODE);
  }

  private static void copy(Entry.Copy copy, Path target) throws IOException, RootException {
    Files.copy(copy.source(), target);
    if (!Entry.Identity.of(copy.source()).equals(copy.identity())) {
      throw new RootException(copy.source() + " changed while it was copied", "try again");
    }
    int mode = (int) Files.getAttribute(copy.source(), "unix:mode");
    setMode(target, mode & KEPT_MODE);
  }

  private static void setMode(Path path, int mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode);
  }
}
