package dev.cdlc.codegen.routine;

import java.util.ArrayList;
import java.util.List;

/**
 * The cgroup that a source names.
 *
 * @param levels the path of each cgroup on the way to it, from where the path begins, and its own
 * @param absolute whether the path begins at the root of the hierarchy
 */
public record NamedCgroup(List<String> levels, boolean absolute) {
  public NamedCgroup {
    levels = List.copyOf(levels);
  }

  public static NamedCgroup of(String path) {
    List<String> levels = new ArrayList<>();
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty() && !name.equals(".")) {
        levels.add(levels.isEmpty() ? name : levels.getLast() + "/" + name);
      }
    }
    return new NamedCgroup(levels, path.startsWith("/"));
  }

  /** Its own path. */
  String last() {
    return levels.getLast();
  }

  /** Those on the way to it, outermost first. */
  List<String> above() {
    return levels.subList(0, levels.size() - 1);
  }

  /** Its name in the cgroup above it. */
  String name() {
    return last().substring(last().lastIndexOf('/') + 1);
  }
}
