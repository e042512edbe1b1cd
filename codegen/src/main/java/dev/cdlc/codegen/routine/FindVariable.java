package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;

/** Looks a variable up in the environment that the executable was started with. */
public final class FindVariable {
  /** The address of {@code NAME=value}, or 0 if the caller has no such variable. */
  public static final Cell FOUND = new Cell("find_variable_found");

  /** How far into {@link #FOUND} the value begins. */
  public static final Cell VALUE_OFFSET = new Cell("find_variable_index");

  private static final String NAME = "find_variable";
  private static final Cell PREFIX = new Cell("find_variable_prefix");
  private static final Cell CURSOR = new Cell("find_variable_cursor");
  private static final Cell WANTED = new Cell("find_variable_wanted");
  private static final Cell BYTE = new Cell("find_variable_byte");

  private FindVariable() {}

  /** {@code prefix} is the address of {@code NAME=}. */
  public static void call(Sequence s, Operand prefix) {
    s.move(PREFIX, prefix);
    s.run(NAME);
  }

  static Routine routine() {
    Sequence s = Sequence.ofRoutine();
    s.move(CURSOR, value(Variables.ENVP));
    s.loop(
        next -> {
          next.load(FOUND, Width.DOUBLE, value(CURSOR), value(0));
          next.when(is(FOUND, 0), Sequence::comeBack);
          next.compute(CURSOR, Operation.ADD, value(8));
          next.move(VALUE_OFFSET, value(0));
          next.loop(FindVariable::compareByte);
        });
    return new Routine(NAME, s.instructions());
  }

  private static void compareByte(Sequence s) {
    s.load(WANTED, Width.BYTE, value(PREFIX), value(VALUE_OFFSET));
    s.when(is(WANTED, 0), Sequence::comeBack);
    s.load(BYTE, Width.BYTE, value(FOUND), value(VALUE_OFFSET));
    s.when(isNot(BYTE, value(WANTED)), Sequence::leave);
    s.compute(VALUE_OFFSET, Operation.ADD, value(1));
  }
}
