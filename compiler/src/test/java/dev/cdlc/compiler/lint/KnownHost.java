package dev.cdlc.compiler.lint;

import dev.cdlc.plan.Controller;
import java.util.Optional;

/** A host that has everything but what is called so, and no controller of huge pages. */
final class KnownHost implements HostFacts {
  @Override
  public boolean lacks(String path) {
    return path.contains("missing");
  }

  @Override
  public boolean lacks(Controller controller) {
    return controller == Controller.HUGETLB;
  }

  @Override
  public Program program(String root, String path) {
    if (lacks(path)) {
      return new Program.Missing();
    }
    return switch (path) {
      case "/bin/hidden" -> new Program.Hidden();
      case "/bin/text" -> new Program.NotExecutable();
      case "/bin/script" -> new Program.Present(Optional.of("/bin/sh"));
      case "/bin/foreign" -> new Program.Present(Optional.of("/lib/missing.so"));
      default -> new Program.Present(Optional.empty());
    };
  }
}
