package dev.cdlc.plan;

/** One entry of a plan: which process does what, and which place in the source asked for it. */
public record Step(Actor actor, Action action, Origin origin) {
  /** What takes the step back. */
  public Inverse inverse() {
    return action.inverse();
  }
}
