package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.model.User;
import java.util.Optional;

/** User or group 0, in no user namespace. */
final class RunsAsRoot implements ContainerRule {
  private static final String HELP = "write `user UID:GID`, with ids above 0";

  @Override
  public Code code() {
    return Code.RUNS_AS_ROOT;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.RESTRICTED, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    if (container.isolation().owns(NamespaceType.USER)) {
      return;
    }
    Optional<Located<User>> user = container.process().user();
    if (user.isEmpty()) {
      checkUnsaid(container, report);
    } else if (isRoot(user.get().value().uid())) {
      report.add(user.get().span(), "the command runs as root", HELP);
    } else if (user.get().value().gid().filter(RunsAsRoot::isRoot).isPresent()) {
      report.add(user.get().span(), "the command runs in the group of root", HELP);
    }
  }

  /** An image may name a user, which only its start tells. */
  private static void checkUnsaid(Container container, Report report) {
    boolean image =
        container
            .filesystem()
            .root()
            .filter(root -> root.value() instanceof Root.Image)
            .isPresent();
    if (!image) {
      report.add(container.span(), "no `user` is said, so the command runs as root", HELP);
    }
  }

  private static boolean isRoot(User.Id id) {
    return switch (id) {
      case User.Id.Numeric(long value) -> value == 0;
      case User.Id.Named(String value) -> value.equals("root");
    };
  }
}
