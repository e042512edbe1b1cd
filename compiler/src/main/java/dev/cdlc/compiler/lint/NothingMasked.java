package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.ProtectedPaths;
import java.util.Optional;

/** Files of the kernel that the container reads or writes. */
final class NothingMasked implements ContainerRule {

  @Override
  public Code code() {
    return Code.NOTHING_MASKED;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    check(container.filesystem().maskedPaths(), "masked-paths", "read", report);
    check(container.filesystem().readonlyPaths(), "readonly-paths", "written", report);
  }

  private static void check(
      Optional<Located<ProtectedPaths>> paths, String statement, String done, Report report) {
    paths
        .filter(said -> said.value().entries().isEmpty())
        .ifPresent(
            said ->
                report.add(
                    said.span(),
                    "files of the host's kernel in /proc and /sys can be %s".formatted(done),
                    "remove it: `%s default` holds where nothing is said".formatted(statement)));
  }
}
