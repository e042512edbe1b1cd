package dev.cdlc.codegen.sequence;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand;

/** The operands that most instructions have, by one short name. */
public final class Values {
  private Values() {}

  public static Operand value(long number) {
    return Operand.of(number);
  }

  /** What the cell holds. */
  public static Operand value(Cell cell) {
    return Operand.of(cell);
  }
}
