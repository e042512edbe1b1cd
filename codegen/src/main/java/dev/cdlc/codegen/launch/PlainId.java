package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isAtLeast;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.List;

/** The id of a container: a file name of letters, digits and {@code _ + , . -}. */
final class PlainId {
  /** NAME_MAX of linux/limits.h. */
  private static final int LONGEST = 255;

  private static final String OTHERS = "_+,.-";
  private static final Cell LENGTH = new Cell("id_length");
  private static final Cell BYTE = new Cell("id_byte");
  private static final Cell PLAIN = new Cell("id_plain");

  private PlainId() {}

  /** One that begins with a dash or a dot is Java's to judge: {@code ..}, or an option. */
  static void require(Sequence s, Cell id) {
    s.load(BYTE, Width.BYTE, value(id), value(0));
    for (int other : new int[] {'-', '.', 0}) {
      s.when(is(BYTE, other), OciScript::become);
    }
    s.move(LENGTH, value(0));
    s.loop(
        next -> {
          next.load(BYTE, Width.BYTE, value(id), value(LENGTH));
          next.when(is(BYTE, 0), Sequence::leave);
          next.compute(LENGTH, Operation.ADD, value(1));
          next.move(PLAIN, value(0));
          List.of("AZ", "az", "09")
              .forEach(range -> accept(next, range.charAt(0), range.charAt(1)));
          OTHERS.chars().forEach(other -> accept(next, other, other));
          next.when(is(PLAIN, 0), OciScript::become);
        });
    s.when(isAtLeast(LENGTH, LONGEST + 1), OciScript::become);
  }

  private static void accept(Sequence s, int first, int last) {
    s.when(
        isAtLeast(BYTE, first),
        above -> above.when(isLess(BYTE, value(last + 1)), within -> within.move(PLAIN, value(1))));
  }
}
