package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.function.Consumer;

/** Whether one string begins with another, and how it goes on. */
final class Prefix {
  /** The address behind the prefix, or 0. */
  static final Cell REST = new Cell("prefix_rest");

  /** The byte there: 0 where the strings are equal. */
  static final Cell NEXT = new Cell("prefix_next");

  private static final String NAME = "prefix";
  private static final Cell WANTED = new Cell("prefix_wanted");
  private static final Cell PREFIX = new Cell("prefix_text");

  private Prefix() {}

  static void find(Sequence s, Operand text, Operand prefix) {
    s.move(REST, text);
    s.move(PREFIX, prefix);
    s.run(NAME);
  }

  /** What is done with a string that is the same as another. */
  static void whenSame(Sequence s, Operand text, Operand other, Consumer<Sequence> then) {
    find(s, text, other);
    s.when(isNot(REST, 0), begins -> begins.when(is(NEXT, 0), then));
  }

  static Routine routine() {
    Sequence s = Sequence.ofRoutine();
    s.loop(
        next -> {
          next.load(NEXT, Width.BYTE, value(REST), value(0));
          next.load(WANTED, Width.BYTE, value(PREFIX), value(0));
          next.when(is(WANTED, 0), Sequence::comeBack);
          next.when(isNot(NEXT, value(WANTED)), Sequence::leave);
          next.compute(REST, Operation.ADD, value(1));
          next.compute(PREFIX, Operation.ADD, value(1));
        });
    s.move(REST, value(0));
    return new Routine(NAME, s.instructions());
  }
}
