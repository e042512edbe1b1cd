package dev.cdlc.runtime.probe;

import java.util.Optional;

/**
 * One thing that containers ask of a host.
 *
 * @param needed whether no container of the caller runs without it
 * @param detail what was found, or is missing, as one lower-case clause
 * @param fix what to do about it, in the imperative; empty if nothing is missing
 */
public record Facility(
    String name, State state, boolean needed, String detail, Optional<String> fix) {
  public Facility {
    if ((state == State.OK) == fix.isPresent()) {
      throw new IllegalArgumentException("what is missing has a fix, and nothing else: " + name);
    }
  }

  /** How much of it there is. */
  public enum State {
    OK,
    /** Some containers have to do without. */
    LIMITED,
    MISSING
  }

  /** Whether no container of the caller runs until it is fixed. */
  public boolean prevents() {
    return needed && state == State.MISSING;
  }

  static Facility ok(String name, String detail) {
    return new Facility(name, State.OK, false, detail, Optional.empty());
  }

  static Facility limited(String name, String detail, String fix) {
    return new Facility(name, State.LIMITED, false, detail, Optional.of(fix));
  }

  static Facility missing(String name, String detail, String fix) {
    return new Facility(name, State.MISSING, false, detail, Optional.of(fix));
  }

  /** The same, as one that the caller's containers do not run without. */
  Facility neededIf(boolean condition) {
    return new Facility(name, state, condition, detail, fix);
  }
}
