package dev.cdlc.cli;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * The symbolic links that the kernel follows from a path; see path_resolution(7).
 *
 * @param links each by a path that passes no other
 * @param end where they lead: a path without links, though perhaps of nothing
 */
record LinkTrail(List<Path> links, Path end) {
  /** As many as the kernel follows. */
  private static final int MOST = 40;

  LinkTrail {
    links = List.copyOf(links);
  }

  static LinkTrail of(Path path) throws IOException {
    var links = new ArrayList<Path>();
    var rest = new ArrayDeque<Path>();
    Path at = Objects.requireNonNull(path.toAbsolutePath().getRoot());
    push(path.toAbsolutePath(), rest);
    while (!rest.isEmpty()) {
      Path next = step(at, rest.pop());
      if (Files.isSymbolicLink(next)) {
        Path target = Files.readSymbolicLink(next);
        remember(next, links);
        push(target, rest);
        at = target.isAbsolute() ? target.getRoot() : at;
      } else {
        at = next;
      }
    }
    return new LinkTrail(links, at);
  }

  private static Path step(Path at, Path name) {
    return switch (name.toString()) {
      case "", "." -> at;
      case ".." -> Objects.requireNonNullElse(at.getParent(), at);
      default -> at.resolve(name);
    };
  }

  private static void remember(Path link, List<Path> links) throws IOException {
    if (links.size() == MOST) {
      throw new FileSystemLoopException(link.toString());
    }
    links.add(link);
  }

  private static void push(Path path, Deque<Path> rest) {
    var names = new ArrayList<Path>();
    path.forEach(names::add);
    names.reversed().forEach(rest::push);
  }
}
