package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.sequence.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What {@link Report} looks a failure up in: for each site the first half of its message, what
 * helps against which errno, and whether it is the container's command that could not be executed.
 */
public final class FailureTable {
  static final String NAME = "failures";
  static final int ENTRY_BYTES = 16;
  static final long ORIGIN = 0;
  static final long WHAT = 4;
  static final long HELPS = 8;
  static final long CODE = 12;
  static final long EXECVE = 14;
  static final int HELP_BYTES = 8;
  static final long HELP_ERRNO = 0;
  static final long HELP_TEXT = 4;

  /** The errno of a help that fits all others; the list ends there. */
  static final long ANY = 0;

  private final Data data;
  private final Map<List<Part>, Integer> sites = new LinkedHashMap<>();

  public FailureTable(Data data) {
    this.data = data;
  }

  /**
   * The number of the site that says all this; the same if it was asked for before.
   *
   * @param code the digits of {@code CDL7012}
   * @param origin the place in the source that is to be told
   * @param what cannot be done: {@code cannot mount ./data on /srv}
   * @param helps by errno number
   * @param execve whether it is execve(2) of the container's command
   */
  public int site(
      int code, String origin, String what, SortedMap<Integer, String> helps, boolean execve) {
    List<Part> entry =
        List.of(
            Data.shortPointer(data.text(origin)),
            Data.shortPointer(data.text(what)),
            Data.shortPointer(data.constant(helpParts(helps))),
            new Part.Field("code", Width.HALF, new Operand.Constant(code, "")),
            new Part.Field("execve", Width.HALF, new Operand.Constant(execve ? 1 : 0, "")));
    return sites.computeIfAbsent(entry, _ -> sites.size());
  }

  /** The finished table. */
  public void place() {
    data.constant(NAME, sites.keySet().stream().flatMap(List::stream).toList());
  }

  private List<Part> helpParts(SortedMap<Integer, String> helps) {
    List<Part> parts = new ArrayList<>();
    helps.forEach(
        (errno, help) -> {
          parts.add(field("errno", errno));
          parts.add(Data.shortPointer(data.text("  help: " + help + "\n")));
        });
    parts.add(field("errno", ANY));
    parts.add(Data.shortPointer(data.text("")));
    return parts;
  }

  private static Part field(String name, long value) {
    return new Part.Field(name, Width.WORD, new Operand.Constant(value, ""));
  }
}
