package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Hook;
import dev.cdlc.compiler.model.Located;
import java.util.List;

/** A program that others than root can change, and that may run as root. */
final class HookOfTheProject implements ContainerRule {
  private static final List<String> FOLDERS =
      List.of("/usr/", "/bin/", "/sbin/", "/lib/", "/lib64/", "/opt/", "/etc/", "/nix/store/");

  @Override
  public Code code() {
    return Code.HOOK_OF_THE_PROJECT;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Hook> said : container.lifecycle().hooks()) {
      if (!isOfSystem(said.value().path())) {
        report.add(
            said.span(),
            "the hook `%s` may be in a folder that others than root write to"
                .formatted(said.value().path()),
            "install it beneath /usr or /opt");
      }
    }
  }

  private static boolean isOfSystem(String path) {
    if (path.contains("/../")) {
      return false;
    }
    for (String folder : FOLDERS) {
      if (path.startsWith(folder)) {
        return true;
      }
    }
    return false;
  }
}
