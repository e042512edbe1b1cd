package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import java.util.Optional;

/** Neither an AppArmor profile nor an SELinux label. */
final class NoLabel implements ContainerRule {

  @Override
  public Code code() {
    return Code.NO_LABEL;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    Optional<Located<String>> profile = container.privileges().apparmorProfile();
    if (profile.isPresent() && profile.get().value().equals("unconfined")) {
      report.add(
          Severity.ERROR,
          profile.get().span(),
          "AppArmor does not confine the container",
          "remove it, or name a profile that does");
    } else if (report.level() == Level.RESTRICTED
        && profile.isEmpty()
        && container.privileges().selinuxLabel().isEmpty()) {
      report.add(
          container.span(),
          "neither AppArmor nor SELinux confines the container",
          "write `apparmor PROFILE` or `selinux LABEL`, as the host has it");
    }
  }
}
