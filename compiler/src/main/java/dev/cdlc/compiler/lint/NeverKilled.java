package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Memory;
import java.util.Optional;

/** Memory that the kernel cannot get back. */
final class NeverKilled implements ContainerRule {
  /** OOM_SCORE_ADJ_MIN of linux/oom.h. */
  private static final int NEVER = -1000;

  @Override
  public Code code() {
    return Code.NEVER_KILLED;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    Optional<Memory> memory = container.resources().memory();
    memory
        .flatMap(Memory::oomKill)
        .filter(said -> !said.value())
        .filter(_ -> memory.flatMap(Memory::limit).isEmpty())
        .ifPresent(
            said ->
                report.add(
                    said.span(),
                    "without a limit of memory, the container makes the host stand still",
                    "write `limit` too, or remove it"));
    container
        .process()
        .oomScoreAdj()
        .filter(said -> said.value() == NEVER)
        .ifPresent(
            said ->
                report.add(
                    said.span(),
                    "the kernel kills anything else of the host before this container",
                    "write a number above -1000"));
  }
}
