package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Namespace;
import java.util.List;

/** A namespace that is found by the number of a process. */
final class NamespaceOfAProcess implements ContainerRule {

  @Override
  public Code code() {
    return Code.NAMESPACE_OF_A_PROCESS;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Namespace> said : container.isolation().namespaces().orElse(List.of())) {
      if (said.value().path().filter(NamespaceOfAProcess::isOfProcess).isPresent()) {
        report.add(
            said.span(),
            "the number may be another process's by the time the container starts",
            "join one that has a name of its own, as `ip netns add` makes it in /run/netns");
      }
    }
  }

  /** As in {@code /proc/1234/ns/net}. */
  private static boolean isOfProcess(String path) {
    return path.startsWith("/proc/")
        && path.length() > "/proc/".length()
        && Character.isDigit(path.charAt("/proc/".length()));
  }
}
