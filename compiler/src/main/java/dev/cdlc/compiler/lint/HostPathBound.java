package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import java.util.List;

/** A folder that makes the host what it is. */
final class HostPathBound implements ContainerRule {
  private static final List<String> BELOW =
      List.of("/etc", "/boot", "/dev", "/proc", "/sys", "/root");

  /** What is below them is often shared, as in a library or a time zone. */
  private static final List<String> EXACTLY = List.of("/", "/usr", "/lib", "/lib64");

  @Override
  public Code code() {
    return Code.HOST_PATH_BOUND;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    for (HostPaths.Bound bound : HostPaths.of(container)) {
      if (bound.isIn(BELOW) || EXACTLY.contains(bound.path())) {
        report.add(
            bound.readOnly() ? Severity.WARNING : Severity.ERROR,
            bound.span(),
            "`%s` of the host is %s the container"
                .formatted(bound.path(), bound.readOnly() ? "shown to" : "in the hands of"),
            bound.readOnly()
                ? "bind only the files that are needed, or a copy of them"
                : "write `ro`, or bind a folder that belongs to the container");
      }
    }
  }
}
