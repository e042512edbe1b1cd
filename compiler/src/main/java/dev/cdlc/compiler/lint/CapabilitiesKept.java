package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.oci.DefaultCapabilities;
import dev.cdlc.plan.Capability;
import java.util.EnumSet;

/** More capabilities than that of listening at ports below 1024. */
final class CapabilitiesKept implements ContainerRule {

  @Override
  public Code code() {
    return Code.CAPABILITIES_KEPT;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.RESTRICTED, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    Located<Capabilities> asked = container.privileges().capabilities();
    EnumSet<Capability> kept = DefaultCapabilities.granted(asked.value());
    kept.remove(Capability.CAP_NET_BIND_SERVICE);
    if (!kept.isEmpty()) {
      report.add(
          asked.value().isEmpty() ? container.span() : asked.span(),
          "the container keeps %d capabilities besides NET_BIND_SERVICE".formatted(kept.size()),
          "write `cap drop ALL`");
    }
  }
}
