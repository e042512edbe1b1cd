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

/** Finds a string in another; see strstr(3). */
public final class FindText {
  /** The address behind what was found, or 0. */
  public static final Cell FOUND = new Cell("find_found");

  private static final String NAME = "find_text";
  private static final Cell START = new Cell("find_start");
  private static final Cell SOUGHT = new Cell("find_sought");
  private static final Cell INDEX = new Cell("find_index");
  private static final Cell WANTED = new Cell("find_wanted");
  private static final Cell BYTE = new Cell("find_byte");

  private FindText() {}

  public static void call(Sequence s, Operand text, Operand sought) {
    s.move(START, text);
    s.move(SOUGHT, sought);
    s.run(NAME);
  }

  static Routine routine() {
    Sequence s = Sequence.ofRoutine();
    s.loop(
        place -> {
          place.move(INDEX, value(0));
          place.loop(FindText::compare);
          place.load(BYTE, Width.BYTE, value(START), value(0));
          place.compute(START, Operation.ADD, value(1));
          place.when(is(BYTE, 0), Sequence::leave);
        });
    s.move(FOUND, value(0));
    return new Routine(NAME, s.instructions());
  }

  private static void compare(Sequence s) {
    s.load(WANTED, Width.BYTE, value(SOUGHT), value(INDEX));
    s.when(is(WANTED, 0), FindText::finish);
    s.load(BYTE, Width.BYTE, value(START), value(INDEX));
    s.when(isNot(BYTE, value(WANTED)), Sequence::leave);
    s.compute(INDEX, Operation.ADD, value(1));
  }

  private static void finish(Sequence s) {
    s.move(FOUND, value(START));
    s.compute(FOUND, Operation.ADD, value(INDEX));
    s.comeBack();
  }
}
