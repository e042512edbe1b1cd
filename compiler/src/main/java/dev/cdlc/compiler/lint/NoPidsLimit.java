package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.PidsLimit;
import java.util.Optional;

/** Processes without a limit. */
final class NoPidsLimit implements ContainerRule {

  @Override
  public Code code() {
    return Code.NO_PIDS_LIMIT;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.RESTRICTED, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    Optional<Located<PidsLimit>> limit = container.resources().pids();
    boolean limited = limit.filter(said -> said.value() instanceof PidsLimit.Tasks).isPresent();
    if (!limited && !CgroupFiles.limits(container, "pids.max")) {
      report.add(
          limit.map(Located::span).orElse(container.span()),
          "the container may start processes until the host can start no more",
          "write a limit, as in `pids 256`");
    }
  }
}
