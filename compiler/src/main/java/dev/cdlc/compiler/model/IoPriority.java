package dev.cdlc.compiler.model;

import java.util.Optional;

/** {@code io-priority}; {@code level} goes from 0, the highest, to 7. */
public record IoPriority(Type type, Optional<Integer> level) {
  /** The classes of ioprio_set(2). */
  public enum Type {
    REALTIME("RT"),
    BEST_EFFORT("BE"),
    IDLE("IDLE");

    private final String suffix;

    Type(String suffix) {
      this.suffix = suffix;
    }

    /** As in {@code IOPRIO_CLASS_BE}. */
    public String constantName() {
      return "IOPRIO_CLASS_" + suffix;
    }
  }
}
