package dev.cdlc.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sources that a path or a glob on the command line stands for.
 *
 * @param names in the order of their paths
 * @param troubles why there may be more of them, or are none
 * @param folders those that were searched, without symbolic links
 */
record SourcePaths(List<String> names, List<CommandException> troubles, List<Path> folders) {
  SourcePaths {
    names = List.copyOf(names);
    troubles = List.copyOf(troubles);
    folders = List.copyOf(folders);
  }

  /**
   * A file stands for itself, as does {@code -}; a folder for the {@code .cdl} files in it and
   * below; a glob that is not the name of a file for the {@code .cdl} files that it matches.
   */
  static SourcePaths of(String word, Walk walk) {
    Path path = Path.of(word);
    if (Files.isDirectory(path)) {
      return found(
          new SourceWalk(path, Optional.empty(), walk),
          "%s holds no %s file".formatted(path, walk.sought().words()));
    }
    if (Glob.isIn(word) && !Files.exists(path)) {
      return found(
          matching(path, walk), "no %s file matches %s".formatted(walk.sought().words(), word));
    }
    return new SourcePaths(List.of(word), List.of(), List.of());
  }

  /** The names of a pattern that mean themselves say where its walk starts. */
  private static SourceWalk matching(Path pattern, Walk walk) {
    Path normal = pattern.normalize();
    int plain = 0;
    while (plain < normal.getNameCount() - 1 && !Glob.isIn(normal.getName(plain).toString())) {
      plain++;
    }
    Path start = plain == 0 ? Path.of("") : normal.subpath(0, plain);
    Path folder = normal.isAbsolute() ? Path.of("/").resolve(start) : start;
    String glob = normal.subpath(plain, normal.getNameCount()).toString();
    return new SourceWalk(folder, Optional.of(glob), walk);
  }

  private static SourcePaths found(SourceWalk walk, String nothing) {
    var troubles = new ArrayList<CommandException>();
    List<String> names = walk.sources(troubles::add);
    if (names.isEmpty() && troubles.isEmpty()) {
      troubles.add(new CommandException(nothing));
    }
    return new SourcePaths(names, troubles, walk.folders());
  }
}
