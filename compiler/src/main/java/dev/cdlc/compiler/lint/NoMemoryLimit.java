package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Memory;
import java.util.Optional;

/** Memory without a limit. */
final class NoMemoryLimit implements ContainerRule {

  @Override
  public Code code() {
    return Code.NO_MEMORY_LIMIT;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.RESTRICTED, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    Optional<Located<Memory.MemoryLimit>> limit =
        container.resources().memory().flatMap(Memory::limit);
    boolean limited =
        limit.filter(said -> said.value() instanceof Memory.MemoryLimit.Bytes).isPresent();
    if (!limited && !CgroupFiles.limits(container, "memory.max")) {
      report.add(
          limit.map(Located::span).orElse(container.span()),
          "the container may take all memory of the host",
          "write a limit, as in `memory 512MiB`");
    }
  }
}
