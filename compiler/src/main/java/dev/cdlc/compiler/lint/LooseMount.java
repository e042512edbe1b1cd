package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;

/** A mount that allows more than files need. */
final class LooseMount implements ContainerRule {

  @Override
  public Code code() {
    return Code.LOOSE_MOUNT;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.RESTRICTED, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Mount> mount : container.filesystem().mounts()) {
      String missing = missing(mount.value());
      if (!missing.isEmpty()) {
        report.add(
            mount.span(),
            "the mount at `%s` lacks `%s`".formatted(mount.value().target(), missing),
            "add it; or its opposite, where that is meant");
      }
    }
  }

  private static String missing(Mount mount) {
    return switch (mount) {
      case Mount.Tmpfs tmpfs -> decides(tmpfs, "noexec", "exec") ? "" : "noexec";
      case Mount.Bind bind -> ofBind(bind);
      case Mount.Typed typed -> typed.isBind() ? ofBind(typed) : "";
    };
  }

  private static String ofBind(Mount bind) {
    if (!decides(bind, "nosuid", "suid")) {
      return decides(bind, "nodev", "dev") ? "nosuid" : "nosuid nodev";
    }
    return decides(bind, "nodev", "dev") ? "" : "nodev";
  }

  private static boolean decides(Mount mount, String option, String opposite) {
    for (Located<String> said : mount.options()) {
      String word = said.value();
      String plain = word.startsWith("r") ? word.substring(1) : word;
      if (plain.equals(option) || plain.equals(opposite)) {
        return true;
      }
    }
    return mount.has(option) || mount.has(opposite);
  }
}
