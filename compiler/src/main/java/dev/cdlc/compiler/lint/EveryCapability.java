package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;

/** Every capability there is. */
final class EveryCapability implements ContainerRule {

  @Override
  public Code code() {
    return Code.EVERY_CAPABILITY;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    Located<Capabilities> asked = container.privileges().capabilities();
    if (!asked.value().isEmpty() && NamedCapabilities.areAll(asked.value())) {
      report.add(
          place(asked),
          "the container has every capability: root in it is root of the host",
          "drop this, and `cap add` those that the command needs");
    }
  }

  private static Span place(Located<Capabilities> asked) {
    Capabilities said = asked.value();
    return said.base()
        .map(Located::span)
        .or(() -> said.only().map(Located::span))
        .orElseGet(() -> said.add().isEmpty() ? asked.span() : said.add().getFirst().span());
  }
}
