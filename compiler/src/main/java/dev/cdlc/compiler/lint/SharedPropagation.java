package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.plan.Propagation;

/** Mounts that show up on the host too. */
final class SharedPropagation implements ContainerRule {

  @Override
  public Code code() {
    return Code.SHARED_PROPAGATION;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    container
        .filesystem()
        .rootfsPropagation()
        .filter(said -> said.value() == Propagation.SHARED)
        .ifPresent(said -> add(report, said.span()));
    for (Located<Mount> mount : container.filesystem().mounts()) {
      for (Located<String> option : mount.value().options()) {
        if (option.value().equals("shared") || option.value().equals("rshared")) {
          add(report, option.span());
        }
      }
    }
  }

  private static void add(Report report, Span place) {
    report.add(
        place,
        "what is mounted in the container appears on the host",
        "write `slave` or `private`; `slave` still lets mounts of the host in");
  }
}
