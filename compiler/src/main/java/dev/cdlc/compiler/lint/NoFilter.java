package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.SystemCallFilter;
import dev.cdlc.plan.SeccompAction;
import java.util.Optional;

/** System calls that nothing filters. */
final class NoFilter implements ContainerRule {

  @Override
  public Code code() {
    return Code.NO_FILTER;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    Optional<Located<SystemCallFilter>> filter = container.privileges().filter();
    if (filter.isPresent()) {
      check(filter.get(), report);
    }
  }

  private static void check(Located<SystemCallFilter> said, Report report) {
    switch (said.value()) {
      case SystemCallFilter.Default _ -> {}
      case SystemCallFilter.Unconfined _ ->
          report.add(
              said.span(),
              "no system call is filtered",
              "remove it: `seccomp default` holds where nothing is said");
      case SystemCallFilter.Own own -> check(own, report);
    }
  }

  private static void check(SystemCallFilter.Own own, Report report) {
    own.otherwise()
        .filter(said -> said.value() instanceof SeccompAction.Allow)
        .ifPresent(
            said ->
                report.add(
                    said.span(),
                    "system calls that no rule names are allowed, new ones among them",
                    "write `default errno EPERM`, and `allow` what is needed"));
  }
}
