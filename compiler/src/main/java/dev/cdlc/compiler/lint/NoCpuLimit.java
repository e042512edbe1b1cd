package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import java.util.Optional;

/** CPU time without a limit; a weight is none. */
final class NoCpuLimit implements ContainerRule {

  @Override
  public Code code() {
    return Code.NO_CPU_LIMIT;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.RESTRICTED, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    Optional<Located<Cpu.CpuLimit>> limit = container.resources().cpu().flatMap(Cpu::limit);
    boolean limited = limit.filter(said -> said.value() instanceof Cpu.CpuLimit.Millis).isPresent();
    if (!limited && !CgroupFiles.limits(container, "cpu.max")) {
      report.add(
          limit.map(Located::span).orElse(container.span()),
          "the container may take all CPU time of the host",
          "write a limit, as in `cpu 50%`");
    }
  }
}
