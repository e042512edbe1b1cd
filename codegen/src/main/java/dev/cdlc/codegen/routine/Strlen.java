package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.sequence.Sequence;

/** The length of a string, its NUL not counted. */
public final class Strlen {
  private static final String NAME = "strlen";
  private static final Cell STRING = new Cell("strlen_string");
  private static final Cell LENGTH = new Cell("strlen_length");
  private static final Cell BYTE = new Cell("strlen_byte");

  private Strlen() {}

  public static void call(Sequence s, Operand string, Cell length) {
    s.move(STRING, string);
    s.run(NAME);
    s.move(length, value(LENGTH));
  }

  static Routine routine() {
    Sequence s = Sequence.ofRoutine();
    s.move(LENGTH, value(0));
    s.loop(
        next -> {
          next.load(BYTE, Width.BYTE, value(STRING), value(LENGTH));
          next.when(is(BYTE, 0), Sequence::leave);
          next.compute(LENGTH, Operation.ADD, value(1));
        });
    return new Routine(NAME, s.instructions());
  }
}
