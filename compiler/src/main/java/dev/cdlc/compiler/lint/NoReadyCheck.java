package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Lifecycle;
import dev.cdlc.compiler.model.Located;

/** A service of which nobody can tell whether it serves. */
final class NoReadyCheck implements ContainerRule {

  @Override
  public Code code() {
    return Code.NO_READY_CHECK;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.RESTRICTED, Severity.INFO);
  }

  @Override
  public void check(Container container, Report report) {
    Lifecycle lifecycle = container.lifecycle();
    boolean serves = !lifecycle.ports().isEmpty() || !lifecycle.networks().isEmpty();
    if (serves && lifecycle.ready().isEmpty()) {
      report.add(
          lifecycle.restart().map(Located::span).orElse(container.span()),
          "nothing tells when the container serves",
          "write a check, as in `ready exec /bin/check`");
    }
  }
}
