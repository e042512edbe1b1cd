package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Hook;
import dev.cdlc.compiler.model.Located;

/** A hook that the specification has replaced. */
final class DeprecatedHook implements ContainerRule {

  @Override
  public Code code() {
    return Code.DEPRECATED_HOOK;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.INFO);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Hook> said : container.lifecycle().hooks()) {
      if (said.value().phase() == Hook.Phase.PRESTART) {
        report.add(
            said.span(),
            "`prestart` is deprecated",
            "write `create-runtime`, which runs at the same point");
      }
    }
  }
}
