package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;

/** Why a script cannot be executed; see execve(2), "Interpreter scripts". */
final class ScriptObstacle {
  private static final int SHEBANG_BYTES = 2;
  private static final Cell INDEX = new Cell("script_index");
  private static final Cell BYTE = new Cell("script_byte");

  private ScriptObstacle() {}

  /** {@code head} are the file's first {@code length} bytes; its first line is cut in place. */
  static void find(Sequence s, Address head, Cell length, Cell path, Cell result) {
    s.move(INDEX, value(SHEBANG_BYTES));
    s.loop(blank -> skipBlank(blank, head, length));
    NamedProgram.find(s, head, INDEX);
    s.loop(next -> skipName(next, head, length));
    s.store(Width.BYTE, head, value(INDEX), value(0));
    s.compute(INDEX, Operation.SUBTRACT, value(1));
    s.load(BYTE, Width.BYTE, head, value(INDEX));
    s.when(is(BYTE, '\r'), windows -> dropReturn(windows, head, result));
    NamedProgram.blame(s, path, result, Obstacle.NO_INTERPRETER, Obstacle.CLOSED_INTERPRETER);
  }

  private static void skipBlank(Sequence s, Address head, Cell length) {
    s.when(is(INDEX, value(length)), Sequence::leave);
    s.load(BYTE, Width.BYTE, head, value(INDEX));
    s.when(isNot(BYTE, ' '), other -> other.when(isNot(BYTE, '\t'), Sequence::leave));
    s.compute(INDEX, Operation.ADD, value(1));
  }

  private static void skipName(Sequence s, Address head, Cell length) {
    s.when(is(INDEX, value(length)), Sequence::leave);
    s.load(BYTE, Width.BYTE, head, value(INDEX));
    for (char end : new char[] {' ', '\t', '\n', '\0'}) {
      s.when(is(BYTE, end), Sequence::leave);
    }
    s.compute(INDEX, Operation.ADD, value(1));
  }

  /** To the kernel the CR is a part of the name. */
  private static void dropReturn(Sequence s, Address head, Cell result) {
    s.when(
        failedWith(result, Errno.ENOENT),
        missing -> {
          missing.store(Width.BYTE, head, value(INDEX), value(0));
          NamedProgram.tell(missing, Obstacle.CARRIAGE_RETURN);
        });
  }
}
