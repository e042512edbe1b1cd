package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.program.Routine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs the hooks of a container.
 *
 * @param run one of them
 * @param poststart those that come once the command was executed
 * @param poststop those that come last of all
 */
public record HookRoutines(Routine run, Optional<Routine> poststart, Optional<Routine> poststop) {
  List<Routine> all() {
    return Stream.of(Optional.of(run), poststart, poststop).flatMap(Optional::stream).toList();
  }
}
