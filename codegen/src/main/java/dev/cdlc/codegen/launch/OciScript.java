package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.List;

/**
 * The way out of whatever is not plain: the script starts Java with the very same words, and Java
 * knows every option, every state and every error.
 */
public final class OciScript {
  /** The variable by which Java knows the build whose launcher would run what it keeps. */
  public static final String BUILD = "CDLC_BUILD";

  /** The variable that has the exit status of a command that was left to run, and does not. */
  public static final String EXITED = "CDLC_EXITED";

  private static final String NAME = "oci_script";
  private static final String TELL = "oci_script_tell";
  private static final int MOST_DIGITS = 20;
  private static final Cell STATUS = new Cell("script_status");
  private static final Cell CURSOR = new Cell("script_cursor");

  private OciScript() {}

  /** Never comes back. Nothing may have been changed before that Java would not change, too. */
  static void become(Sequence s) {
    s.run(NAME);
  }

  /** The same where all was done, and in vain: Java only tells of it. */
  static void tell(Sequence s, Cell status) {
    s.move(STATUS, value(status));
    s.run(TELL);
  }

  static List<Routine> routines(Data data, String build) {
    Address used = data.text("CDLC_EXECUTABLE=");
    Address known = data.text(BUILD + "=" + build);
    return List.of(
        new Routine(NAME, becoming(data, used, known)),
        new Routine(TELL, telling(data, used, known)));
  }

  private static List<Instruction> becoming(Data data, Address... variables) {
    Sequence s = Sequence.ofRoutine();
    Compiling.readWords(s);
    Environment.of(s, data, variables);
    Compiling.executeScript(s, data);
    return s.instructions();
  }

  private static List<Instruction> telling(Data data, Address used, Address known) {
    String beginning = EXITED + "=";
    Address variable = data.buffer("script_exited", beginning.length() + MOST_DIGITS + 1);
    Sequence s = Sequence.ofRoutine();
    Append.begin(s, variable, beginning.length() + 1);
    Append.call(s, data.text(beginning));
    s.move(CURSOR, new Address(variable.datum(), beginning.length()));
    FormatInt.call(s, value(STATUS), CURSOR);
    s.store(Width.BYTE, value(CURSOR), value(0), value(0));
    becoming(data, used, known, variable).forEach(s::add);
    return s.instructions();
  }
}
