package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Namespace;
import dev.cdlc.compiler.model.NamespaceType;
import java.util.List;
import java.util.Optional;

/**
 * A namespace of the host's that the container stays in, since {@code ns} does not list it.
 *
 * @param reach what the container can do for that
 */
record HostNamespace(Code code, NamespaceType type, String word, String reach)
    implements ContainerRule {
  static HostNamespace pid() {
    return new HostNamespace(
        Code.HOST_PID_NAMESPACE, NamespaceType.PID, "pid", "sees the processes of the host");
  }

  static HostNamespace network() {
    return new HostNamespace(
        Code.HOST_NETWORK_NAMESPACE,
        NamespaceType.NETWORK,
        "net",
        "reaches what listens on the host alone");
  }

  static HostNamespace ipc() {
    return new HostNamespace(
        Code.HOST_IPC_NAMESPACE, NamespaceType.IPC, "ipc", "reaches the shared memory of the host");
  }

  static HostNamespace uts() {
    return new HostNamespace(
        Code.HOST_UTS_NAMESPACE, NamespaceType.UTS, "uts", "bears the name of the host");
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    Isolation isolation = container.isolation();
    if (!isolation.owns(type)) {
      report.add(
          place(isolation).orElse(container.span()),
          "the container stays in the host's %s namespace: it %s".formatted(word, reach),
          type == NamespaceType.NETWORK && isolation.network().isPresent()
              ? "write `net none`, or leave it out"
              : "add `%s` to `ns`".formatted(word));
    }
  }

  private Optional<Span> place(Isolation isolation) {
    if (type == NamespaceType.NETWORK && isolation.network().isPresent()) {
      return isolation.network().map(Located::span);
    }
    List<Located<Namespace>> listed = isolation.namespaces().orElse(List.of());
    return listed.isEmpty()
        ? Optional.empty()
        : Optional.of(listed.getFirst().span().to(listed.getLast().span()));
  }
}
