package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/** Writes a number in decimal and leaves the cursor behind it; no NUL. */
public final class FormatInt {
  private static final String NAME = "format_int";
  private static final int MOST_DIGITS = 20;
  private static final Cell VALUE = new Cell("format_value");
  private static final Cell CURSOR = new Cell("format_cursor");
  private static final Cell DIGIT = new Cell("format_digit");
  private static final Cell INDEX = new Cell("format_index");

  private FormatInt() {}

  /** {@code cursor} is the address to write to, and afterwards that of the byte after. */
  public static void call(Sequence s, Operand value, Cell cursor) {
    s.move(VALUE, value);
    s.move(CURSOR, value(cursor));
    s.run(NAME);
    s.move(cursor, value(CURSOR));
  }

  static Routine routine(Data data) {
    Operand digits = data.buffer("format_digits", MOST_DIGITS);
    Sequence s = Sequence.ofRoutine();
    s.move(INDEX, value(MOST_DIGITS));
    s.loop(digit -> collect(digit, digits));
    s.loop(digit -> copy(digit, digits));
    return new Routine(NAME, s.instructions());
  }

  /** From the last digit on, into the end of the buffer. */
  private static void collect(Sequence s, Operand digits) {
    s.move(DIGIT, value(VALUE));
    s.compute(DIGIT, Operation.REMAINDER, value(10));
    s.compute(DIGIT, Operation.ADD, value('0'));
    s.compute(INDEX, Operation.SUBTRACT, value(1));
    s.store(Width.BYTE, digits, value(INDEX), value(DIGIT));
    s.compute(VALUE, Operation.DIVIDE, value(10));
    s.when(is(VALUE, 0), Sequence::leave);
  }

  private static void copy(Sequence s, Operand digits) {
    s.load(DIGIT, Width.BYTE, digits, value(INDEX));
    s.store(Width.BYTE, value(CURSOR), value(0), value(DIGIT));
    s.compute(CURSOR, Operation.ADD, value(1));
    s.compute(INDEX, Operation.ADD, value(1));
    s.when(is(INDEX, MOST_DIGITS), Sequence::leave);
  }
}
