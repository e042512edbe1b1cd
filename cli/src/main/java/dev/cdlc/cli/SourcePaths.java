package dev.cdlc.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The sources that paths on the command line stand for. */
final class SourcePaths {
  private static final String EXTENSION = ".cdl";

  private SourcePaths() {}

  /** What symbolic links to files that are found in folders are taken for. */
  enum Links {
    /** For what they point to. */
    FOLLOWED,
    /** For nothing: what they point to may lie anywhere. */
    PASSED_OVER
  }

  /**
   * A file stands for itself, as does {@code -}; a folder for the {@code .cdl} files in it and
   * below, by name.
   */
  static List<String> of(String word, Links links) throws CommandException {
    Path path = Path.of(word);
    return Files.isDirectory(path) ? below(path, links) : List.of(word);
  }

  private static List<String> below(Path folder, Links links) throws CommandException {
    var found = new ArrayList<Path>();
    try {
      Files.walkFileTree(folder, new Collector(folder, links, found));
    } catch (IOException e) {
      throw new CommandException("cannot read %s: %s".formatted(folder, SourceFile.reason(e)));
    }
    if (found.isEmpty()) {
      throw new CommandException("%s holds no %s file".formatted(folder, EXTENSION));
    }
    return found.stream().map(Path::normalize).sorted().map(Path::toString).toList();
  }

  /** Passes over hidden folders, such as {@code .git}. */
  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path top;
    private final Links links;
    private final List<Path> found;

    Collector(Path top, Links links, List<Path> found) {
      this.top = top;
      this.links = links;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean hidden = !folder.equals(top) && name(folder).startsWith(".");
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      boolean passedOver = attributes.isSymbolicLink() && links == Links.PASSED_OVER;
      if (name(file).endsWith(EXTENSION) && !passedOver) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    private static String name(Path path) {
      return String.valueOf(path.getFileName());
    }
  }
}
