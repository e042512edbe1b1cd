package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Operand;
import java.util.List;
import java.util.stream.Stream;

/**
 * A named field of a structure in a program's data.
 *
 * @param initial what it holds before the program runs
 * @param stored what the program stores there by its address, in order
 */
record StructureField(String name, Operand.Constant initial, List<Operand> stored) {
  StructureField {
    stored = List.copyOf(stored);
  }

  /**
   * All that it may hold. The value at the start is left out where it is zero and only keeps the
   * place of a stored one.
   */
  Stream<Operand> values() {
    boolean placeholder = initial.value() == 0 && !stored.isEmpty();
    return Stream.concat(placeholder ? Stream.empty() : Stream.of(initial), stored.stream());
  }
}
