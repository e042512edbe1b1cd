package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Toggle;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.PrivilegeKeyword;
import java.util.Optional;

/** What a container's body says of its privileges. */
final class PrivilegeSection {
  private final Values values;
  private final CapabilitySection capabilities;
  private final Once<Boolean> noNewPrivileges;

  PrivilegeSection(Findings findings) {
    values = new Values(findings);
    capabilities = new CapabilitySection(findings);
    noNewPrivileges = new Once<>("`no-new-privs`", findings);
  }

  void read(PrivilegeKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case CAP_DROP -> capabilities.drop(arguments);
      case CAP_ADD -> capabilities.add(arguments);
      case CAP_ONLY -> capabilities.only(arguments);
      case CAP_BASE -> capabilities.base(arguments);
      case NO_NEW_PRIVS ->
          values.read(arguments.one(0), Toggle::read).ifPresent(noNewPrivileges::say);
    }
  }

  /** What {@code cap} says, at its first place; {@code elsewhere} where it is not said. */
  Located<Capabilities> capabilities(Span elsewhere) {
    return capabilities.value(elsewhere);
  }

  Optional<Located<Boolean>> noNewPrivileges() {
    return noNewPrivileges.value();
  }

  /** Reports what contradicts itself. */
  void finish() {
    capabilities.finish();
  }
}
