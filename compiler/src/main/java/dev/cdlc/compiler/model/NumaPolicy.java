package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/** {@code numa-policy}; {@code nodes} is a list as in {@code 0-1}. */
public record NumaPolicy(
    Mode mode, Optional<Located<String>> nodes, Optional<Located<List<Flag>>> flags) {
  /** The modes of set_mempolicy(2). */
  public enum Mode {
    DEFAULT,
    BIND,
    INTERLEAVE,
    WEIGHTED_INTERLEAVE,
    PREFERRED,
    PREFERRED_MANY,
    LOCAL;

    /** As in {@code MPOL_BIND}. */
    public String constantName() {
      return "MPOL_" + name();
    }
  }

  /** The mode flags of set_mempolicy(2). */
  public enum Flag {
    STATIC_NODES,
    RELATIVE_NODES,
    NUMA_BALANCING;

    /** As in {@code MPOL_F_STATIC_NODES}. */
    public String constantName() {
      return "MPOL_F_" + name();
    }
  }
}
