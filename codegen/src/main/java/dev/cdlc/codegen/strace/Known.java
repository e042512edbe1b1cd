package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The cells whose values a trace has shown or the program has fixed: numbers and addresses, never
 * other cells.
 */
record Known(Map<Cell, Operand> values) {
  static final Known NOTHING = new Known(Map.of());

  Known {
    values = Map.copyOf(values);
  }

  /** What the operand is, as far as that is known: itself where it is not. */
  Operand resolve(Operand operand) {
    return switch (operand) {
      case Operand.Content(Cell cell) -> values.getOrDefault(cell, operand);
      case Operand.Constant _, Operand.Address _ -> operand;
    };
  }

  Optional<Long> number(Operand operand) {
    return switch (resolve(operand)) {
      case Operand.Constant(long value, _) -> Optional.of(value);
      case Operand.Content _, Operand.Address _ -> Optional.empty();
    };
  }

  Known with(Cell cell, long value) {
    return with(cell, Operand.of(value));
  }

  Known with(Cell cell, Operand value) {
    return switch (resolve(value)) {
      case Operand.Content _ -> without(cell);
      case Operand.Constant(long number, _) -> put(cell, Operand.of(number));
      case Operand.Address address -> put(cell, address);
    };
  }

  Known without(Cell cell) {
    if (!values.containsKey(cell)) {
      return this;
    }
    Map<Cell, Operand> changed = new HashMap<>(values);
    changed.remove(cell);
    return new Known(changed);
  }

  private Known put(Cell cell, Operand value) {
    if (value.equals(values.get(cell))) {
      return this;
    }
    Map<Cell, Operand> changed = new HashMap<>(values);
    changed.put(cell, value);
    return new Known(changed);
  }
}
