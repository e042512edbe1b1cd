package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.User;
import dev.cdlc.plan.Capability;
import java.util.List;
import java.util.Optional;

/** A capability that execve(2) takes away from a user who is not root. */
final class IdleCapability implements ContainerRule {

  @Override
  public Code code() {
    return Code.IDLE_CAPABILITY;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    Optional<Located<User>> user = container.process().user();
    if (user.isEmpty() || isRoot(user.get().value().uid())) {
      return;
    }
    Capabilities asked = container.privileges().capabilities().value();
    List<Capability> ambient = asked.sets().ambient().map(Located::value).orElse(List.of());
    for (Located<Capability> added : asked.add()) {
      if (!ambient.contains(added.value())) {
        String word = NamedCapabilities.word(added.value());
        report.add(
            added.span(),
            "`%s` has no effect: the command does not run as root".formatted(word),
            "write `cap < ambient %s >`, or leave it out".formatted(word));
      }
    }
  }

  private static boolean isRoot(User.Id id) {
    return switch (id) {
      case User.Id.Numeric(long value) -> value == 0;
      case User.Id.Named(String value) -> value.equals("root");
    };
  }
}
