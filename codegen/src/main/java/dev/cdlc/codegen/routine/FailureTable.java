package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.plan.Shell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@link Report} looks a failure up in: for each site the first half of its message, what
 * helps for which reason, and when it comes about.
 */
public final class FailureTable {
  static final String NAME = "failures";
  static final int ENTRY_BYTES = 16;
  static final long ORIGIN = 0;
  static final long WHAT = 4;
  static final long HELPS = 8;
  static final long CODE = 12;
  static final long STAGE = 14;
  static final int HELP_BYTES = 16;
  static final long HELP_REASON = 0;
  static final long HELP_TEXT = 4;
  static final long HELP_FILE = 8;
  static final long HELP_FIRST = 12;

  /** The reason of a help that fits all others; the list ends there. */
  static final int ANY = 0;

  private final Data data;
  private final Map<List<Part>, Integer> sites = new LinkedHashMap<>();

  public FailureTable(Data data) {
    this.data = data;
  }

  /** When something happens that a site tells of. */
  public enum Stage {
    /** While the container is built. */
    BUILDING(0),
    /** When its command is executed. */
    EXECUTING(1),
    /** Beside its command or after it: a warning, for the container did run. */
    ENDED(2);

    private final int number;

    Stage(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /**
   * The number of the site that says all this; the same if it was asked for before.
   *
   * @param code the digits of {@code CDL7012}
   * @param origin the place in the source that is to be told
   * @param what cannot be done: {@code cannot mount ./data on /srv}
   * @param helps of those for one reason, the first that fits the host counts
   */
  public int site(int code, String origin, String what, List<Help> helps, Stage stage) {
    return site(code, origin, printable(what), helps, stage);
  }

  /**
   * The same where what cannot be done is known only at run time.
   *
   * @param what the address of a printable text that is there when it is told
   */
  public int site(int code, String origin, Operand.Address what, List<Help> helps, Stage stage) {
    List<Part> entry =
        List.of(
            Data.shortPointer(printable(origin)),
            Data.shortPointer(what),
            Data.shortPointer(data.constant(helpParts(helps))),
            new Part.Field("code", Width.HALF, new Operand.Constant(code, "")),
            new Part.Field("stage", Width.HALF, new Operand.Constant(stage.number(), "")));
    return sites.computeIfAbsent(entry, _ -> sites.size());
  }

  /** The finished table. */
  public void place() {
    data.constant(NAME, sites.keySet().stream().flatMap(List::stream).toList());
  }

  private List<Part> helpParts(List<Help> helps) {
    List<Part> parts = new ArrayList<>();
    Set<Integer> told = new HashSet<>();
    for (Help help : helps) {
      if (help.reason() != ANY && !told.contains(help.reason())) {
        add(parts, help);
        if (help.setting().isEmpty()) {
          told.add(help.reason());
        }
      }
    }
    add(parts, general(helps));
    return parts;
  }

  private static Help general(List<Help> helps) {
    return helps.stream()
        .filter(help -> help.reason() == ANY)
        .findFirst()
        .orElseGet(() -> new Help(""));
  }

  private void add(List<Part> parts, Help help) {
    Optional<Help.Setting> setting = help.setting();
    parts.add(field("reason", help.reason()));
    parts.add(Data.shortPointer(printable(help.text().isEmpty() ? "" : "  help: " + help.text())));
    parts.add(
        setting
            .map(file -> (Part) Data.shortPointer(data.text(file.path())))
            .orElseGet(() -> field("file", 0)));
    parts.add(field("first", setting.map(Help.Setting::first).orElse('\0')));
  }

  private Operand.Address printable(String text) {
    return data.text(Shell.printable(text));
  }

  private static Part field(String name, long value) {
    return new Part.Field(name, Width.WORD, new Operand.Constant(value, ""));
  }
}
