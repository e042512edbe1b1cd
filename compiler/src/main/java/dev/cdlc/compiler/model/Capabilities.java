package dev.cdlc.compiler.model;

import dev.cdlc.plan.Capability;
import java.util.List;
import java.util.Optional;

/**
 * What {@code cap} says: (base − drop) + add, or exactly {@code only}; and, set by set, what
 * differs from that. {@code ALL} is expanded.
 */
public record Capabilities(
    Optional<Located<Base>> base,
    List<Located<Capability>> add,
    List<Located<Capability>> drop,
    Optional<Located<List<Capability>>> only,
    Sets sets) {
  public Capabilities {
    add = List.copyOf(add);
    drop = List.copyOf(drop);
  }

  /** Whether nothing is said, so that the default set holds. */
  public boolean isEmpty() {
    return base.isEmpty()
        && add.isEmpty()
        && drop.isEmpty()
        && only.isEmpty()
        && sets.equals(Sets.NONE);
  }

  /** What the block of {@code cap} says of the five sets of capabilities(7). */
  public record Sets(
      Optional<Located<List<Capability>>> bounding,
      Optional<Located<List<Capability>>> effective,
      Optional<Located<List<Capability>>> permitted,
      Optional<Located<List<Capability>>> inheritable,
      Optional<Located<List<Capability>>> ambient) {
    static final Sets NONE =
        new Sets(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** The set that {@code add} and {@code drop} start from. */
  public enum Base {
    /** Docker's fourteen. */
    DEFAULT,
    ALL,
    NONE
  }
}
