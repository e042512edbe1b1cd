package dev.cdlc.codegen.sequence;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Comparison;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.plan.Errno;

/** The questions that programs ask of a cell. */
public final class Conditions {
  private Conditions() {}

  public static Condition is(Cell cell, Operand value) {
    return new Condition(value(cell), Comparison.EQUAL, value);
  }

  public static Condition isNot(Cell cell, Operand value) {
    return new Condition(value(cell), Comparison.NOT_EQUAL, value);
  }

  public static Condition is(Cell cell, long value) {
    return is(cell, value(value));
  }

  public static Condition isNot(Cell cell, long value) {
    return isNot(cell, value(value));
  }

  public static Condition isLess(Cell cell, Operand value) {
    return new Condition(value(cell), Comparison.LESS, value);
  }

  public static Condition isAtLeast(Cell cell, long value) {
    return new Condition(value(cell), Comparison.GREATER_OR_EQUAL, value(value));
  }

  public static Condition isAtLeast(Cell cell, Operand value) {
    return new Condition(value(cell), Comparison.GREATER_OR_EQUAL, value);
  }

  /** Whether the result of a call is a negative errno. */
  public static Condition failed(Cell result) {
    return isLess(result, value(0));
  }

  public static Condition succeeded(Cell result) {
    return new Condition(value(result), Comparison.GREATER_OR_EQUAL, value(0));
  }

  public static Condition failedWith(Cell result, Errno errno) {
    return is(result, new Operand.Constant(-errno.number(), "-" + errno.name()));
  }

  public static Condition failedOtherwise(Cell result, Errno errno) {
    return isNot(result, new Operand.Constant(-errno.number(), "-" + errno.name()));
  }
}
