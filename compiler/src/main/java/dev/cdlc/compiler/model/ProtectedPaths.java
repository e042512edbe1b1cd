package dev.cdlc.compiler.model;

import java.util.List;

/** What {@code masked-paths} or {@code readonly-paths} lists; {@code none} is an empty list. */
public record ProtectedPaths(List<Located<Entry>> entries) {
  public ProtectedPaths {
    entries = List.copyOf(entries);
  }

  /** One word of the list. */
  public sealed interface Entry {
    /** Those that are protected where nothing is said. */
    record Default() implements Entry {}

    /** An absolute path in the container. */
    record At(String path) implements Entry {}
  }
}
