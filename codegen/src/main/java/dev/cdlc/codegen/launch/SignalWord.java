package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isAtLeast;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Signal;
import java.util.List;

/**
 * The number of the signal that {@link OciWords#WORD} names: {@code 15}, {@code term} or {@code
 * SIGTERM}. Java knows more: other names of the same, and signals of real time.
 */
final class SignalWord {
  static final Cell NUMBER = new Cell("signal_number");

  private static final String NAME = "signal_word";

  /** The longest name is {@code SIGSTKFLT}. */
  private static final int MOST_BYTES = 16;

  private static final Cell INDEX = new Cell("signal_index");
  private static final Cell BYTE = new Cell("signal_byte");
  private static final Cell ENTRY = new Cell("signal_entry");
  private static final Cell TEXT = new Cell("signal_text");

  private SignalWord() {}

  static void read(Sequence s) {
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    s.load(BYTE, Width.BYTE, value(OciWords.WORD), value(0));
    s.when(
        isAtLeast(BYTE, '0'), some -> some.when(isLess(BYTE, value('9' + 1)), SignalWord::number));
    Address upper = data.buffer("signal_upper", MOST_BYTES);
    raise(s, upper);
    s.move(TEXT, upper);
    Prefix.find(s, upper, data.text("SIG"));
    s.when(isNot(Prefix.REST, 0), whole -> whole.move(TEXT, value(Prefix.REST)));
    s.move(ENTRY, data.constant(table()));
    s.loop(SignalWord::compare);
    OciScript.become(s);
    return new Routine(NAME, s.instructions());
  }

  /** One digit, or two. */
  private static void number(Sequence s) {
    s.move(NUMBER, value(0));
    s.move(INDEX, value(0));
    s.loop(
        digit -> {
          digit.load(BYTE, Width.BYTE, value(OciWords.WORD), value(INDEX));
          digit.when(is(BYTE, 0), Sequence::leave);
          digit.when(is(INDEX, 2), OciScript::become);
          digit.when(isLess(BYTE, value('0')), OciScript::become);
          digit.when(isAtLeast(BYTE, '9' + 1), OciScript::become);
          digit.compute(NUMBER, Operation.MULTIPLY, value(10));
          digit.compute(NUMBER, Operation.ADD, value(BYTE));
          digit.compute(NUMBER, Operation.SUBTRACT, value('0'));
          digit.compute(INDEX, Operation.ADD, value(1));
        });
    s.when(isAtLeast(NUMBER, Signal.HIGHEST + 1), OciScript::become);
    s.comeBack();
  }

  /** In upper case, with its NUL. */
  private static void raise(Sequence s, Address upper) {
    s.move(INDEX, value(0));
    s.loop(
        next -> {
          next.when(is(INDEX, MOST_BYTES), OciScript::become);
          next.load(BYTE, Width.BYTE, value(OciWords.WORD), value(INDEX));
          next.when(
              isAtLeast(BYTE, 'a'),
              low ->
                  low.when(
                      isLess(BYTE, value('z' + 1)),
                      letter -> letter.compute(BYTE, Operation.SUBTRACT, value('a' - 'A'))));
          next.store(Width.BYTE, upper, value(INDEX), value(BYTE));
          next.when(is(BYTE, 0), Sequence::leave);
          next.compute(INDEX, Operation.ADD, value(1));
        });
  }

  /** For each signal its number, and its name with a NUL; a number of zero ends them. */
  private static List<Part> table() {
    var octets = new StringBuilder();
    for (Signal signal : Signal.values()) {
      octets.append((char) signal.number());
      octets.append(signal.name().substring("SIG".length())).append('\0');
    }
    return List.of(new Part.Bytes(octets.append('\0').toString()));
  }

  private static void compare(Sequence s) {
    s.load(NUMBER, Width.BYTE, value(ENTRY), value(0));
    s.when(is(NUMBER, 0), Sequence::leave);
    s.compute(ENTRY, Operation.ADD, value(1));
    Prefix.whenSame(s, value(TEXT), value(ENTRY), Sequence::comeBack);
    s.loop(
        rest -> {
          rest.load(BYTE, Width.BYTE, value(ENTRY), value(0));
          rest.compute(ENTRY, Operation.ADD, value(1));
          rest.when(is(BYTE, 0), Sequence::leave);
        });
  }
}
