package dev.cdlc.runtime.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a root has at a path. */
sealed interface Entry {
  /** A folder, which is the root's own. */
  record Folder() implements Entry {}

  /** A symbolic link, as the host has it. */
  record Link(String target) implements Entry {}

  /** A file that is copied from one of the host's. */
  record Copy(Path source, Identity identity) implements Entry {}

  /**
   * What changes when a file is changed or replaced.
   *
   * @param text device, inode, mode, size and times
   */
  record Identity(String text) {
    private static final String ATTRIBUTES = "unix:dev,ino,mode,size,lastModifiedTime,ctime";

    /** Of a file, and not of what it links to. */
    static Identity of(Path file) throws IOException {
      Map<String, Object> attributes =
          Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      return new Identity(new TreeMap<>(attributes).toString());
    }
  }
}
