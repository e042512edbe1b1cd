package dev.cdlc.runtime.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file of the host that may be missing, or be kept from the caller; both count as no file. */
record HostFile(Path path) {
  /** From linux/stat.h: S_ISUID, S_ISVTX, S_IWGRP and S_IWOTH. */
  private static final int SET_USER_ID = 04000;

  private static final int STICKY = 01000;
  private static final int FOR_OTHERS = 06;
  private static final int WRITABLE_BY_OTHERS = 0022;

  /** A symbolic link counts, whatever it leads to. */
  boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Read in large pieces: a number of /proc/sys has nothing left to tell after the first. */
  Optional<String> text() {
    try {
      return Optional.of(String.join("\n", Files.readAllLines(path)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  List<String> lines() {
    return text().map(text -> text.lines().toList()).orElse(List.of());
  }

  List<String> words() {
    return text()
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> List.of(text.split("[\\s,]+", -1)))
        .orElse(List.of());
  }

  boolean isSymbolicLink() {
    return Files.isSymbolicLink(path);
  }

  boolean isFolder() {
    return Files.isDirectory(path);
  }

  boolean isSetUserIdRoot() {
    return has(SET_USER_ID) && isOwnedBy(0);
  }

  boolean isSticky() {
    return has(STICKY);
  }

  boolean isWritableByOthers() {
    return has(WRITABLE_BY_OTHERS);
  }

  /** Whether all users may read and write it. */
  boolean isOpenToOthers() {
    return attribute("unix:mode").filter(mode -> (mode & FOR_OTHERS) == FOR_OTHERS).isPresent();
  }

  boolean isOwnedBy(long user) {
    return attribute("unix:uid").filter(owner -> Integer.toUnsignedLong(owner) == user).isPresent();
  }

  private boolean has(int bits) {
    return attribute("unix:mode").filter(mode -> (mode & bits) != 0).isPresent();
  }

  private Optional<Integer> attribute(String name) {
    try {
      return Optional.of((Integer) Files.getAttribute(path, name));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
