package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.routine.FindText;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import java.util.List;

/**
 * The words of the command line, as engines write them: {@code oci [OPTION...] VERB [OPTION...] ID
 * [WORD...]}. Whatever is written otherwise is for {@link OciScript}.
 */
final class OciWords {
  /** Where in argv the words stand that have not been read yet. */
  static final Cell NEXT = new Cell("words_next");

  /** The word that was taken last. */
  static final Cell WORD = new Cell("words_word");

  /** The number of an {@link OciVerb}. */
  static final Cell VERB = new Cell("words_verb");

  static final Cell ID = new Cell("words_id");

  /** The folder that has a folder for each container; an absolute path. */
  static final Cell ROOT = new Cell("words_root");

  private static final String TAKE = "words_take";
  private static final String TAKE_VALUE = "words_take_value";
  private static final String DEFAULT_ROOT = "/run/cdlc-oci";

  /** argv has the launcher, the script and {@code oci} before. */
  private static final long FIRST = 3 * 8L;

  private static final Cell FORMAT = new Cell("words_log_format");
  private static final Cell NAME = new Cell("words_option");
  private static final Cell KNOWN = new Cell("words_option_known");
  private static final Cell VALUE = new Cell("words_value");
  private static final Cell BYTE = new Cell("words_byte");

  /**
   * An option.
   *
   * @param cell gets its value, and 1 for one that has none
   */
  record Option(String name, Cell cell, boolean hasValue) {}

  private static final List<Option> GLOBAL =
      List.of(
          new Option("--root", ROOT, true),
          new Option("--log", new Cell("words_log"), true),
          new Option("--log-format", FORMAT, true),
          new Option("--rootless", new Cell("words_rootless"), true),
          new Option("--debug", new Cell("words_debug"), false));

  private OciWords() {}

  /** Up to the id; what follows it is each verb's own. */
  static void read(Sequence s, Data data) {
    s.move(NEXT, value(Variables.ARGV));
    s.compute(NEXT, Operation.ADD, value(FIRST));
    readOptions(s, data, GLOBAL);
    s.when(is(ROOT, 0), unsaid -> unsaid.move(ROOT, data.text(DEFAULT_ROOT)));
    requirePlainRoot(s, data);
    s.when(isNot(FORMAT, 0), said -> requireFormat(said, data));
    take(s);
    for (OciVerb verb : OciVerb.values()) {
      Prefix.whenSame(s, value(WORD), data.text(verb.word()), it -> begin(it, data, verb));
    }
    s.when(is(VERB, 0), OciScript::become);
    take(s);
    s.move(ID, value(WORD));
    PlainId.require(s, ID);
  }

  private static void begin(Sequence s, Data data, OciVerb verb) {
    s.move(VERB, value(verb.number()));
    if (!verb.options().isEmpty()) {
      readOptions(s, data, verb.options());
    }
  }

  /** The next word, which must be there. */
  static void take(Sequence s) {
    s.run(TAKE);
  }

  static void requireEnd(Sequence s) {
    s.load(WORD, Width.DOUBLE, value(NEXT), value(0));
    s.when(isNot(WORD, 0), OciScript::become);
  }

  static List<Routine> routines() {
    return List.of(taking(), takingValue());
  }

  private static Routine taking() {
    Sequence s = Sequence.ofRoutine();
    s.load(WORD, Width.DOUBLE, value(NEXT), value(0));
    s.when(is(WORD, 0), OciScript::become);
    s.compute(NEXT, Operation.ADD, value(8));
    return new Routine(TAKE, s.instructions());
  }

  /** Behind a name stand an equals sign and the value, or the value is the next word. */
  private static Routine takingValue() {
    Sequence s = Sequence.ofRoutine();
    s.move(VALUE, value(Prefix.REST));
    s.choose(
        is(Prefix.NEXT, 0),
        next -> {
          take(next);
          next.move(VALUE, value(WORD));
        },
        same -> same.compute(VALUE, Operation.ADD, value(1)));
    s.load(BYTE, Width.BYTE, value(VALUE), value(0));
    s.when(is(BYTE, 0), OciScript::become);
    s.when(is(BYTE, '-'), OciScript::become);
    return new Routine(TAKE_VALUE, s.instructions());
  }

  private static void readOptions(Sequence s, Data data, List<Option> options) {
    s.loop(
        next -> {
          next.load(NAME, Width.DOUBLE, value(NEXT), value(0));
          next.when(is(NAME, 0), OciScript::become);
          next.load(BYTE, Width.BYTE, value(NAME), value(0));
          next.when(isNot(BYTE, '-'), Sequence::leave);
          next.compute(NEXT, Operation.ADD, value(8));
          next.move(KNOWN, value(0));
          options.forEach(option -> readOption(next, data, option));
          next.when(is(KNOWN, 0), OciScript::become);
        });
  }

  private static void readOption(Sequence s, Data data, Option option) {
    Prefix.find(s, value(NAME), data.text(option.name()));
    s.when(
        isNot(Prefix.REST, 0),
        begins -> {
          if (option.hasValue()) {
            begins.when(is(Prefix.NEXT, '='), said -> keepValue(said, option));
            begins.when(is(Prefix.NEXT, 0), said -> keepValue(said, option));
          } else {
            begins.when(is(Prefix.NEXT, 0), said -> keep(said, option, value(1)));
          }
        });
  }

  private static void keepValue(Sequence s, Option option) {
    s.run(TAKE_VALUE);
    keep(s, option, value(VALUE));
    s.move(Prefix.NEXT, value(1));
  }

  /** One that is said twice is an error. */
  private static void keep(Sequence s, Option option, Operand given) {
    s.when(isNot(option.cell(), 0), OciScript::become);
    s.move(option.cell(), given);
    s.move(KNOWN, value(1));
  }

  /** Java resolves a path against the working folder, and two dots without looking at links. */
  private static void requirePlainRoot(Sequence s, Data data) {
    s.load(BYTE, Width.BYTE, value(ROOT), value(0));
    s.when(isNot(BYTE, '/'), OciScript::become);
    FindText.call(s, value(ROOT), data.text("/.."));
    s.when(isNot(FindText.FOUND, 0), OciScript::become);
  }

  private static void requireFormat(Sequence s, Data data) {
    s.move(KNOWN, value(0));
    for (String format : List.of("json", "text")) {
      Prefix.whenSame(s, value(FORMAT), data.text(format), same -> same.move(KNOWN, value(1)));
    }
    s.when(is(KNOWN, 0), OciScript::become);
  }
}
