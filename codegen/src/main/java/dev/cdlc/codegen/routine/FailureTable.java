package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.sequence.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@link Report} looks a failure up in: for each site the first half of its message, what
 * helps against which errno, and whether it is the container's command that could not be executed.
 */
public final class FailureTable {
  static final String NAME = "failures";
  static final int ENTRY_BYTES = 24;
  static final long TEXT = 0;
  static final long HELPS = 8;
  static final long EXECVE = 16;
  static final int HELP_BYTES = 16;

  /** The errno of a help that fits all others; the list ends there. */
  static final long ANY = 0;

  private final Data data;
  private final List<Part> entries = new ArrayList<>();

  public FailureTable(Data data) {
    this.data = data;
  }

  /**
   * Adds a site.
   *
   * @param helps by errno number, in the order they are tried
   * @return its number
   */
  public int add(String text, Map<Integer, String> helps, boolean execve) {
    int site = entries.size() / 3;
    entries.add(Data.pointer(data.text(text)));
    entries.add(Data.pointer(data.constant(helpParts(helps))));
    entries.add(field("execve", execve ? 1 : 0));
    return site;
  }

  /** The finished table. */
  public void place() {
    data.variable(NAME, entries);
  }

  private List<Part> helpParts(Map<Integer, String> helps) {
    List<Part> parts = new ArrayList<>();
    helps.forEach(
        (errno, help) -> {
          parts.add(field("errno", errno));
          parts.add(Data.pointer(data.text("  help: " + help + "\n")));
        });
    parts.add(field("errno", ANY));
    parts.add(Data.pointer(data.text("")));
    return parts;
  }

  private static Part field(String name, long value) {
    return new Part.Field(name, Width.DOUBLE, new Operand.Constant(value, ""));
  }
}
