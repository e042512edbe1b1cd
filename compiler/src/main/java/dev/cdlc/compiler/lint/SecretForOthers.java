package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Secret;

/** A secret that others than its owner read. */
final class SecretForOthers implements ContainerRule {
  private static final int OWNER_READS = 0400;

  @Override
  public Code code() {
    return Code.SECRET_FOR_OTHERS;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Secret> said : container.lifecycle().secrets()) {
      if ((said.value().mode() & ~OWNER_READS) != 0) {
        report.add(
            said.span(),
            "the mode of `%s` allows more than its owner to read it".formatted(said.value().name()),
            "write `mode=0400`, or nothing: it is the default");
      }
    }
  }
}
