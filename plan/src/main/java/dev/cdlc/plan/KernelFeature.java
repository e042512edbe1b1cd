package dev.cdlc.plan;

import java.util.List;
import java.util.Optional;

/** What needs a kernel of some age: every container, and what some containers ask for. */
public enum KernelFeature {
  /** The root, which every plan opens, is the newest of what all of them have. */
  CONTAINERS("containers", new InitAction.OpenRoot("/", true)),
  LANDLOCK("landlock", new InitAction.CreateRuleset(false)),
  NOSYMFOLLOW(
      "nosymfollow", new InitAction.Cover("/", List.of(MountAttribute.NOSYMFOLLOW), List.of())),
  PREFERRED_MANY(MemoryPolicyMode.PREFERRED_MANY),
  WAIT_KILLABLE_RECV(
      "wait-killable-recv",
      new InitAction.LoadFilter(
          new SeccompFilter(
              new SeccompAction.Allow(),
              List.of(),
              List.of(SeccompFilter.Flag.WAIT_KILLABLE_RECV),
              List.of(),
              Optional.empty()))),
  WEIGHTED_INTERLEAVE(MemoryPolicyMode.WEIGHTED_INTERLEAVE);

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // a record of two numbers
  private final KernelVersion since;

  KernelFeature(String word, Action action) {
    this.word = word;
    this.since = MinimumKernel.of(action);
  }

  KernelFeature(MemoryPolicyMode mode) {
    this(mode.constantName(), new InitAction.SetMemoryPolicy(mode, List.of(), List.of()));
  }

  /** What sources, or config.json, call it. */
  public String word() {
    return word;
  }

  /** The first kernel that has it. */
  public KernelVersion since() {
    return since;
  }
}
