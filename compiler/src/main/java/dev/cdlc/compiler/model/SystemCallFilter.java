package dev.cdlc.compiler.model;

import dev.cdlc.plan.Capability;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Flag;
import dev.cdlc.plan.SeccompFilter.Listener;
import java.util.Collection;
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
   * @param otherwise what happens to calls that no rule names; where it is not said, EPERM
   */
  record Own(
      Optional<Located<SeccompAction>> otherwise,
      List<Located<MachineAbi>> architectures,
      List<Located<Flag>> flags,
      List<Located<Rule>> rules,
      Optional<Located<Listener>> listener)
      implements SystemCallFilter {
    public Own {
      architectures = List.copyOf(architectures);
      flags = List.copyOf(flags);
      rules = List.copyOf(rules);
    }
  }

  /**
   * What happens to one call, in containers of which all conditions hold; only where all tests
   * hold, or any of them, if two are about one argument.
   */
  record Rule(
      String call,
      SeccompAction action,
      List<ArgumentTest> tests,
      List<CapabilityCondition> conditions) {
    public Rule {
      tests = List.copyOf(tests);
      conditions = List.copyOf(conditions);
    }

    /** Whether the rule is one of a container that can have these capabilities. */
    public boolean standsFor(Collection<Capability> held) {
      return conditions.stream().allMatch(condition -> condition.holds(held));
    }
  }
}
