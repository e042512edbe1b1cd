package dev.cdlc.cli;

import dev.cdlc.cli.Walk.Extent;
import dev.cdlc.cli.Walk.Links;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One search of a folder for sources. Symbolic links to folders are not followed. */
final class SourceWalk {
  private final Path top;
  private final Optional<String> pattern;
  private final Walk walk;
  private final List<Path> folders = new ArrayList<>();

  /**
   * A search that has not begun.
   *
   * @param pattern what the paths of sources from {@code top} must match
   */
  SourceWalk(Path top, Optional<String> pattern, Walk walk) {
    this.top = top;
    this.pattern = pattern;
    this.walk = walk;
  }

  /**
   * The sources, in the order of their paths; none where there is no such folder.
   *
   * @param trouble told of what cannot be read, which does not end the search
   */
  List<String> sources(Consumer<CommandException> trouble) {
    if (!Files.isDirectory(top)) {
      return List.of();
    }
    var visitor = new Visitor(trouble);
    try {
      // With a dot, the folder that a link leads to is walked, not the link visited.
      Files.walkFileTree(top.resolve("."), EnumSet.noneOf(FileVisitOption.class), depth(), visitor);
    } catch (IOException e) {
      trouble.accept(unreadable(top, e));
    }
    return visitor.found.stream().map(Path::normalize).sorted().map(Path::toString).toList();
  }

  /** The folders that were searched, without symbolic links. */
  List<Path> folders() {
    return folders;
  }

  /** How far below the top something can match. */
  private int depth() {
    return pattern
        .filter(glob -> !glob.contains("**"))
        .map(glob -> Path.of(glob).getNameCount())
        .orElse(Integer.MAX_VALUE);
  }

  private static CommandException unreadable(Path path, IOException e) {
    return new CommandException(
        "cannot read %s: %s".formatted(path.normalize(), SourceFile.reason(e)));
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Consumer<CommandException> trouble;
    private final Optional<Glob> glob = pattern.map(Glob::of);
    private final List<Path> found = new ArrayList<>();
    private final Deque<Level> levels = new ArrayDeque<>();

    /** A folder that is being walked. */
    private record Level(Path real, Ignores ignores) {}

    Visitor(Consumer<CommandException> trouble) {
      this.trouble = trouble;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (!levels.isEmpty() && isPassedOver(folder)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      try {
        levels.push(levels.isEmpty() ? first(folder) : level(folder));
      } catch (IOException e) {
        trouble.accept(
            new CommandException(
                "cannot read the .gitignore of %s: %s"
                    .formatted(folder.normalize(), SourceFile.reason(e))));
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders.add(levels.element().real());
      return FileVisitResult.CONTINUE;
    }

    private Level first(Path folder) throws IOException {
      Path real = folder.toRealPath();
      return new Level(
          real, walk.extent() == Extent.ALL ? new Ignores(List.of()) : Ignores.of(real));
    }

    private Level level(Path folder) throws IOException {
      Path real = real(folder);
      Ignores outer = levels.element().ignores();
      return new Level(real, walk.extent() == Extent.ALL ? outer : outer.in(real));
    }

    private boolean isPassedOver(Path folder) {
      String name = name(folder);
      return name.equals(Ignores.GIT)
          || (walk.extent() == Extent.USUAL && name.startsWith("."))
          || levels.element().ignores().ignore(real(folder), true);
    }

    private Path real(Path entry) {
      return levels.element().real().resolve(name(entry));
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
      if (failure != null) {
        trouble.accept(unreadable(folder, failure));
      }
      levels.pop();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (walk.sought().fits(name(file))
          && isSource(file, attributes)
          && glob.stream().allMatch(one -> one.matches(fromTop(file)))
          && !levels.element().ignores().ignore(real(file), false)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    /** Where the walk goes no deeper, folders are visited as files. */
    private boolean isSource(Path file, BasicFileAttributes attributes) {
      return attributes.isSymbolicLink()
          ? walk.links() == Links.FOLLOWED && !Files.isDirectory(file)
          : !attributes.isDirectory();
    }

    private String fromTop(Path file) {
      return top.resolve(".").relativize(file).normalize().toString();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      if (levels.isEmpty() || !isPassedOver(file)) {
        trouble.accept(unreadable(file, failure));
      }
      return FileVisitResult.CONTINUE;
    }

    private static String name(Path path) {
      return String.valueOf(path.getFileName());
    }
  }
}
