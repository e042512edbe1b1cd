package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isAtLeast;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.List;

/**
 * The text of a message that ends in what is known only at run time: its control characters as
 * octal escapes, so that it stays on its line, and what is too long cut.
 */
public final class PrintableText {
  private static final String NAME = "printable_text";

  /** More than most paths have. */
  private static final int MOST_BYTES = 1024;

  /** Of an escape, and the NUL. */
  private static final int ROOM = 5;

  /** What begins the control characters from U+0080 to U+009F in UTF-8. */
  private static final int C1 = 0xc2;

  private static final int AFTER_C1 = 0xa0;
  private static final int DELETE = 0x7f;
  private static final Cell FROM = new Cell("printable_from");
  private static final Cell TO = new Cell("printable_to");
  private static final Cell END = new Cell("printable_end");
  private static final Cell BYTE = new Cell("printable_byte");
  private static final Cell CONTROL = new Cell("printable_control");
  private static final Cell DIGIT = new Cell("printable_digit");

  private PrintableText() {}

  /** Where it will stand. */
  public static Address place(Data data, String beginning) {
    return data.buffer(beginning, MOST_BYTES);
  }

  /** Puts it there. */
  public static void write(Sequence s, Data data, String beginning, Operand rest) {
    Address place = place(data, beginning);
    s.move(TO, place);
    s.move(END, new Address(place.datum(), MOST_BYTES - ROOM));
    List.of(data.text(beginning), rest).forEach(text -> append(s, text));
  }

  private static void append(Sequence s, Operand text) {
    s.move(FROM, text);
    s.run(NAME);
  }

  static Routine routine() {
    Sequence s = Sequence.ofRoutine();
    s.loop(
        next -> {
          next.load(BYTE, Width.BYTE, value(FROM), value(0));
          next.when(is(BYTE, 0), Sequence::leave);
          next.when(isAtLeast(TO, value(END)), Sequence::leave);
          next.compute(FROM, Operation.ADD, value(1));
          classify(next);
          next.choose(is(CONTROL, 0), plain -> put(plain, value(BYTE)), PrintableText::escape);
        });
    s.store(Width.BYTE, value(TO), value(0), value(0));
    return new Routine(NAME, s.instructions());
  }

  private static void classify(Sequence s) {
    s.move(CONTROL, value(0));
    s.when(isLess(BYTE, value(' ')), low -> low.move(CONTROL, value(1)));
    s.when(is(BYTE, DELETE), delete -> delete.move(CONTROL, value(1)));
    s.when(
        is(BYTE, C1),
        first -> {
          first.load(DIGIT, Width.BYTE, value(FROM), value(0));
          first.when(
              isAtLeast(DIGIT, 0x80),
              second -> second.when(isLess(DIGIT, value(AFTER_C1)), PrintableText::takeSecond));
        });
  }

  private static void takeSecond(Sequence s) {
    s.move(BYTE, value(DIGIT));
    s.compute(FROM, Operation.ADD, value(1));
    s.move(CONTROL, value(1));
  }

  private static void escape(Sequence s) {
    put(s, value('\\'));
    for (int shift : new int[] {6, 3, 0}) {
      s.move(DIGIT, value(BYTE));
      s.compute(DIGIT, Operation.SHIFT_RIGHT, value(shift));
      s.compute(DIGIT, Operation.AND, value(7));
      s.compute(DIGIT, Operation.ADD, value('0'));
      put(s, value(DIGIT));
    }
  }

  private static void put(Sequence s, Operand value) {
    s.store(Width.BYTE, value(TO), value(0), value);
    s.compute(TO, Operation.ADD, value(1));
  }
}
