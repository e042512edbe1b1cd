package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.OciPatch;

/** A part of config.json that no rule looks at. */
final class EscapeHatch implements ContainerRule {

  @Override
  public Code code() {
    return Code.ESCAPE_HATCH;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<OciPatch> said : container.lifecycle().patches()) {
      report.add(
          said.span(),
          "no rule sees what is put into config.json at `%s`".formatted(said.value().pointer()),
          "use a statement where there is one");
    }
  }
}
