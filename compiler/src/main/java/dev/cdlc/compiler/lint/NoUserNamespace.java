package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.NamespaceType;

/** No user namespace of its own. */
final class NoUserNamespace implements ContainerRule {

  @Override
  public Code code() {
    return Code.NO_USER_NAMESPACE;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.RESTRICTED, Severity.INFO);
  }

  @Override
  public void check(Container container, Report report) {
    if (!container.isolation().owns(NamespaceType.USER)) {
      report.add(
          container.span(),
          "the container has no user namespace: its root is the host's",
          "write `userns auto`, or `uid-map` and `gid-map`");
    }
  }
}
