package dev.cdlc.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is done with whole folders. */
final class Folders {
  private Folders() {}

  /** Deletes {@code folder} and all in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path path : tree(folder).reversed()) {
        Files.delete(path);
      }
    }
  }

  /** Copies {@code folder} and all in it to {@code copy}, which is not there. */
  static void copy(Path folder, Path copy) throws IOException {
    for (Path path : tree(folder)) {
      Files.copy(path, copy.resolve(folder.relativize(path)), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** {@code folder} and all below it, each folder before what it holds. */
  static List<Path> tree(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.toList();
    }
  }

  /** The regular files in {@code folder} itself, by name. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
