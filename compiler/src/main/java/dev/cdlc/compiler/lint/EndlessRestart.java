package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Restart;
import java.util.Optional;

/** Starts without an end of a container that fails at once. */
final class EndlessRestart implements ContainerRule {
  private static final int MOST = 5;

  @Override
  public Code code() {
    return Code.ENDLESS_RESTART;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    container
        .lifecycle()
        .restart()
        .filter(said -> isEndless(said.value()))
        .ifPresent(
            said ->
                report.add(
                    said.span(),
                    "a container that fails is started more than %d times".formatted(MOST),
                    "write `restart on-failure %d`".formatted(MOST)));
  }

  private static boolean isEndless(Restart restart) {
    return switch (restart) {
      case Restart.Never() -> false;
      case Restart.OnFailure(Optional<Integer> most) -> most.isEmpty() || most.get() > MOST;
      case Restart.Always() -> true;
    };
  }
}
