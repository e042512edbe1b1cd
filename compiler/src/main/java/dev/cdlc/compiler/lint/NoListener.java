package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.SystemCallFilter;
import dev.cdlc.plan.SeccompAction;
import java.util.Optional;

/** System calls that wait for an answer which nobody gives. */
final class NoListener implements ContainerRule {

  @Override
  public Code code() {
    return Code.NO_LISTENER;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    Optional<Located<SystemCallFilter>> filter = container.privileges().filter();
    if (filter.isPresent()
        && filter.get().value() instanceof SystemCallFilter.Own own
        && own.listener().isEmpty()) {
      check(own, report);
    }
  }

  private static void check(SystemCallFilter.Own own, Report report) {
    own.otherwise()
        .filter(said -> said.value() instanceof SeccompAction.Notify)
        .ifPresent(said -> add(report, said.span()));
    for (Located<SystemCallFilter.Rule> said : own.rules()) {
      if (said.value().action() instanceof SeccompAction.Notify) {
        add(report, said.span());
      }
    }
  }

  private static void add(Report report, Span place) {
    report.add(
        place,
        "nobody is asked about this call: the filter has no `listener`",
        "write `listener PATH`, or another action");
  }
}
