package dev.cdlc.compiler.model;

import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Flag;
import dev.cdlc.plan.SeccompFilter.Listener;
import java.util.List;
import java.util.Optional;

/** What {@code seccomp} says. */
public sealed interface SystemCallFilter {
  /** The one that holds where nothing is said. */
  record Default() implements SystemCallFilter {}

  /** None. */
  record Unconfined() implements SystemCallFilter {}

  /**
   * One of the container's own.
   *
   * @param otherwise what happens to calls that no rule names
   */
  record Own(
      SeccompAction otherwise,
      List<MachineAbi> architectures,
      List<Flag> flags,
      List<Located<Rule>> rules,
      Optional<Located<Listener>> listener)
      implements SystemCallFilter {
    public Own {
      architectures = List.copyOf(architectures);
      flags = List.copyOf(flags);
      rules = List.copyOf(rules);
    }
  }

  /** What happens to one call; only where all tests hold. */
  record Rule(String call, SeccompAction action, List<ArgumentTest> tests) {
    public Rule {
      tests = List.copyOf(tests);
    }
  }
}
