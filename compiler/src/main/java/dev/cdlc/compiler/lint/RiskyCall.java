package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.SystemCallFilter;
import dev.cdlc.plan.SeccompAction;
import java.util.List;
import java.util.Optional;

/** A system call that ways out of containers were made of. */
final class RiskyCall implements ContainerRule {
  /** What Docker's default filter allows to nobody, or only to those with a capability. */
  private static final List<String> RISKY =
      List.of(
          "bpf",
          "clone3",
          "io_uring_enter",
          "io_uring_register",
          "io_uring_setup",
          "keyctl",
          "perf_event_open",
          "userfaultfd");

  @Override
  public Code code() {
    return Code.RISKY_CALL;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    Optional<Located<SystemCallFilter>> filter = container.privileges().filter();
    if (filter.isPresent() && filter.get().value() instanceof SystemCallFilter.Own own) {
      for (Located<SystemCallFilter.Rule> said : own.rules()) {
        if (allows(said.value()) && RISKY.contains(said.value().call())) {
          report.add(
              said.span(),
              "`%s` has been part of many a way out of containers".formatted(said.value().call()),
              "leave it out; `deny errno ENOSYS` makes programs do without it");
        }
      }
    }
  }

  private static boolean allows(SystemCallFilter.Rule rule) {
    return rule.tests().isEmpty()
        && rule.conditions().isEmpty()
        && (rule.action() instanceof SeccompAction.Allow
            || rule.action() instanceof SeccompAction.Log);
  }
}
