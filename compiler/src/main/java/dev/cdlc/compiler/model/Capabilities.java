package dev.cdlc.compiler.model;

import dev.cdlc.plan.Capability;
import java.util.List;
import java.util.Optional;

/** What {@code cap} says: (base − drop) + add, or exactly {@code only}. {@code ALL} is expanded. */
public record Capabilities(
    Optional<Located<Base>> base,
    List<Located<Capability>> add,
    List<Located<Capability>> drop,
    Optional<Located<List<Capability>>> only) {
  public Capabilities {
    add = List.copyOf(add);
    drop = List.copyOf(drop);
  }

  /** Whether nothing is said, so that the default set holds. */
  public boolean isEmpty() {
    return base.isEmpty() && add.isEmpty() && drop.isEmpty() && only.isEmpty();
  }

  /** The set that {@code add} and {@code drop} start from. */
  public enum Base {
    /** Docker's fourteen. */
    DEFAULT,
    ALL,
    NONE
  }
}
