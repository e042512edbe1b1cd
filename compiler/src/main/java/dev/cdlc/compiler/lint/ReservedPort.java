package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Command;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Port;
import java.util.List;

/** A port for services of the host, or one of those services. */
final class ReservedPort implements ContainerRule {
  /** See ip(7), ip_unprivileged_port_start. */
  private static final int FIRST_UNRESERVED = 1024;

  @Override
  public Code code() {
    return Code.RESERVED_PORT;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Port> said : container.lifecycle().ports()) {
      if (said.value().host().filter(port -> port < FIRST_UNRESERVED).isPresent()) {
        report.add(
            said.span(),
            "port %d of the host is kept for its own services".formatted(said.value().host().get()),
            "publish on a port from 1024 on");
      }
    }
    container.process().command().ifPresent(said -> check(said, report));
  }

  private static void check(Located<Command> said, Report report) {
    List<String> args = said.value().args();
    if (!args.isEmpty() && (args.getFirst().equals("sshd") || args.getFirst().endsWith("/sshd"))) {
      report.add(
          said.span(),
          "an SSH server in a container is one more way in",
          "use `cdlc run` for a shell, and the host's own server");
    }
  }
}
