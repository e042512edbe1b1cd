package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.SecurityLabel;
import dev.cdlc.compiler.check.value.Toggle;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Privileges;
import dev.cdlc.compiler.registry.PrivilegeKeyword;
import java.util.function.Predicate;

/** What a container's body says of its privileges. */
final class PrivilegeSection {
  private final Values values;
  private final CapabilitySection capabilities;
  private final Once<Boolean> noNewPrivileges;
  private final Once<String> apparmorProfile;
  private final Once<String> selinuxLabel;
  private final Once<String> mountLabel;
  private final FilterSection filter;
  private final LandlockSection landlock;

  PrivilegeSection(Cells cells) {
    values = new Values(cells.findings());
    capabilities = new CapabilitySection(cells);
    noNewPrivileges = cells.once("`no-new-privs`");
    apparmorProfile = cells.once("the AppArmor profile");
    selinuxLabel = cells.once("the SELinux label");
    mountLabel = cells.once("the label of mounts");
    filter = new FilterSection(cells);
    landlock = new LandlockSection(cells);
  }

  void read(PrivilegeKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case CAP_DROP -> capabilities.drop(arguments);
      case CAP_ADD -> capabilities.add(arguments);
      case CAP_ONLY -> capabilities.only(arguments);
      case CAP_BASE -> capabilities.base(arguments);
      case CAP_SETS -> capabilities.sets(arguments);
      case NO_NEW_PRIVS ->
          values.read(arguments.one(0), Toggle::read).ifPresent(noNewPrivileges::say);
      case APPARMOR ->
          values.read(arguments.one(0), SecurityLabel::apparmor).ifPresent(apparmorProfile::say);
      case SELINUX ->
          values.read(arguments.one(0), SecurityLabel::selinux).ifPresent(selinuxLabel::say);
      case MOUNT_LABEL ->
          values.read(arguments.one(0), SecurityLabel::selinux).ifPresent(mountLabel::say);
      case SECCOMP -> filter.own(arguments);
      case SECCOMP_DEFAULT -> filter.byDefault(arguments);
      case SECCOMP_FILE -> filter.file(arguments);
      case SECCOMP_UNCONFINED -> filter.unconfined(arguments);
      case LANDLOCK -> landlock.read(arguments);
    }
  }

  /** What is said; {@code elsewhere} is the place of capabilities that no {@code cap} speaks of. */
  Privileges value(Span elsewhere) {
    return new Privileges(
        capabilities.value(elsewhere),
        noNewPrivileges.value(),
        apparmorProfile.value(),
        selinuxLabel.value(),
        mountLabel.value(),
        filter.value(),
        landlock.value());
  }

  /** Reports what contradicts itself. */
  void finish(Predicate<String> known) {
    capabilities.finish();
    if (known.test("seccomp")) {
      filter.finish();
    }
    if (known.test("landlock")) {
      landlock.finish();
    }
    if (known.test("no-new-privs")) {
      noNewPrivileges.value().filter(said -> !said.value()).ifPresent(landlock::refuseBeside);
    }
  }
}
