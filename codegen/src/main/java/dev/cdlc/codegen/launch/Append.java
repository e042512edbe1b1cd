package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.sequence.Sequence;

/** Puts one string behind another in a buffer that has an end; see strlcat(3). */
final class Append {
  /** Where the next byte goes. */
  static final Cell CURSOR = new Cell("append_cursor");

  /** Nonzero once a string did not fit. */
  static final Cell FULL = new Cell("append_full");

  private static final String NAME = "append";
  private static final Cell LIMIT = new Cell("append_limit");
  private static final Cell FROM = new Cell("append_from");
  private static final Cell BYTE = new Cell("append_byte");

  private Append() {}

  /** Starts at the beginning of a buffer. */
  static void begin(Sequence s, Address buffer, int bytes) {
    s.move(CURSOR, buffer);
    s.move(LIMIT, new Address(buffer.datum(), buffer.offset() + bytes));
    s.move(FULL, value(0));
  }

  /** The string and its NUL. */
  static void call(Sequence s, Operand string) {
    s.move(FROM, string);
    s.run(NAME);
  }

  /** The string in the place of the NUL before. */
  static void join(Sequence s, Operand string) {
    s.compute(CURSOR, Operation.SUBTRACT, value(1));
    call(s, string);
  }

  static Routine routine() {
    Sequence s = Sequence.ofRoutine();
    s.loop(
        next -> {
          next.when(is(CURSOR, value(LIMIT)), Append::overflow);
          next.load(BYTE, Width.BYTE, value(FROM), value(0));
          next.store(Width.BYTE, value(CURSOR), value(0), value(BYTE));
          next.compute(CURSOR, Operation.ADD, value(1));
          next.compute(FROM, Operation.ADD, value(1));
          next.when(is(BYTE, 0), Sequence::comeBack);
        });
    return new Routine(NAME, s.instructions());
  }

  private static void overflow(Sequence s) {
    s.move(FULL, value(1));
    s.comeBack();
  }
}
