package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.program.Routine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs the hooks of a container.
 *
 * @param run one of them
 * @param poststop those that come last of all
 */
public record HookRoutines(Routine run, Optional<Routine> poststop) {
  List<Routine> all() {
    return Stream.concat(Stream.of(run), poststop.stream()).toList();
  }
}
