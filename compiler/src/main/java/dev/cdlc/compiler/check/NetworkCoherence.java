package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Lifecycle;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.NetworkMode;
import java.util.Optional;

/** Ports and networks of a container need a network of its own that leads somewhere. */
record NetworkCoherence(Isolation isolation, Lifecycle lifecycle, Findings findings) {
  void check() {
    lifecycle.ports().stream().findFirst().ifPresent(port -> check(port, "publish"));
    lifecycle.networks().stream().findFirst().ifPresent(network -> check(network, "join"));
  }

  private void check(Located<?> said, String statement) {
    Optional<Located<NetworkMode>> mode = isolation.network();
    mode.map(Located::value)
        .map(network -> obstacle(network, statement))
        .orElseGet(this::unsaidObstacle)
        .map(where -> idle(said, statement, where))
        .ifPresent(findings::add);
  }

  /** Why a statement has no effect; empty where it has. */
  private static Optional<String> obstacle(NetworkMode network, String statement) {
    return switch (network) {
      case HOST -> Optional.of("in the network of the host");
      case NONE -> Optional.of("beside `net none`, which leads nowhere");
      case USER ->
          statement.equals("join")
              ? Optional.of("beside `net user`, which is on no bridge")
              : Optional.empty();
      case BRIDGE -> Optional.empty();
    };
  }

  private Optional<String> unsaidObstacle() {
    return isolation.owns(NamespaceType.NETWORK)
        ? Optional.empty()
        : Optional.of("in the network of the host");
  }

  private Diagnostic idle(Located<?> said, String statement, String where) {
    Diagnostic report =
        Diagnostic.of(
            Code.NO_EFFECT, said.span(), "`%s` has no effect %s".formatted(statement, where));
    return isolation
        .network()
        .map(
            mode ->
                report
                    .withRelated(mode.span(), "the network is chosen here")
                    .withHelp("say `%s`, or remove `%s`".formatted(remedy(statement), statement)))
        .orElseGet(() -> report.withHelp("add `net` to `ns`, or remove `" + statement + "`"));
  }

  private static String remedy(String statement) {
    return statement.equals("publish") ? "net user" : "net bridge";
  }
}
