package dev.cdlc.codegen.interpreter;

import dev.cdlc.codegen.program.Instruction.Compute;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.Operand;
import java.util.function.ToLongFunction;

/** What {@link Compute} and {@link Condition} mean. */
final class Arithmetic {
  private Arithmetic() {}

  static long compute(Compute compute, ToLongFunction<Operand> value) {
    long left = value.applyAsLong(Operand.of(compute.target()));
    long right = value.applyAsLong(compute.operand());
    return switch (compute.operation()) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case AND -> left & right;
      case OR -> left | right;
      case SHIFT_LEFT -> left << right;
      case SHIFT_RIGHT -> left >>> right;
      case MULTIPLY -> left * right;
      case DIVIDE -> Long.divideUnsigned(left, right);
      case REMAINDER -> Long.remainderUnsigned(left, right);
    };
  }

  static boolean holds(Condition condition, ToLongFunction<Operand> value) {
    long left = value.applyAsLong(condition.left());
    long right = value.applyAsLong(condition.right());
    return switch (condition.comparison()) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
    };
  }
}
