package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Lifecycle;
import dev.cdlc.compiler.model.NamespaceType;

/** What is said of a container's network needs a network of its own. */
record NetworkCoherence(Isolation isolation, Lifecycle lifecycle, Findings findings) {
  void check() {
    if (!isolation.owns(NamespaceType.NETWORK)) {
      lifecycle.ports().stream()
          .findFirst()
          .ifPresent(port -> findings.add(idle(port.span(), "publish")));
      lifecycle.networks().stream()
          .findFirst()
          .ifPresent(network -> findings.add(idle(network.span(), "join")));
    }
  }

  private static Diagnostic idle(Span span, String statement) {
    return Diagnostic.of(
            Code.NO_EFFECT, span, "`" + statement + "` has no effect in the network of the host")
        .withHelp("add `net` to `ns`, or remove `" + statement + "`");
  }
}
