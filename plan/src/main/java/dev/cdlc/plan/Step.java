package dev.cdlc.plan;

/** One entry of a plan: which process does what, and which place in the source asked for it. */
public record Step(Actor actor, Action action, Origin origin) {
  /** The first kernel that can do it. */
  public KernelVersion minimumKernel() {
    return MinimumKernel.of(action);
  }

  /** What takes the step back. */
  public Inverse inverse() {
    return Inverse.of(action);
  }
}
