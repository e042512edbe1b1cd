package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Port;

/** A port that whoever reaches the host reaches. */
final class PublishedEverywhere implements ContainerRule {

  @Override
  public Code code() {
    return Code.PUBLISHED_EVERYWHERE;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.RESTRICTED, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Port> said : container.lifecycle().ports()) {
      String address = said.value().address().orElse("");
      if (address.isEmpty() || address.equals("0.0.0.0") || address.equals("::")) {
        report.add(
            said.span(),
            "port %d is published on every address of the host".formatted(said.value().container()),
            "name one, as in `publish 127.0.0.1:8080:80`");
      }
    }
  }
}
