package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/** Tries a command in each folder of a PATH that is known only at run time; see execvp(3). */
public final class SearchPath {
  private static final String NAME = "search_path";

  /** A PATH is a string of the environment, which the kernel limits to 128 KiB. */
  private static final int MOST_PATH_BYTES = 0x2_0000;

  private static final String CANDIDATE = "search_candidate";

  private static final Cell PATH = new Cell("search_path");
  private static final Cell COMMAND = new Cell("search_command");
  private static final Cell CURSOR = new Cell("search_cursor");
  private static final Cell INDEX = new Cell("search_index");
  private static final Cell BYTE = new Cell("search_byte");

  private SearchPath() {}

  /** {@code path} is the value of PATH; comes back if the command is in none of its folders. */
  public static void call(Sequence s, Data data, Operand path, String command) {
    call(s, data, path, data.text(command), command.getBytes(UTF_8).length);
  }

  /** The same for a command that is known only at run time: a string, as long as any can be. */
  public static void call(Sequence s, Data data, Operand path, Operand command) {
    call(s, data, path, command, MOST_PATH_BYTES);
  }

  private static void call(Sequence s, Data data, Operand path, Operand command, int commandBytes) {
    data.buffer(CANDIDATE, MOST_PATH_BYTES + commandBytes + "/\0".length());
    s.move(PATH, path);
    s.move(COMMAND, command);
    s.run(NAME);
  }

  static Routine routine() {
    Address candidate = new Address(CANDIDATE, 0);
    Sequence s = Sequence.ofRoutine();
    s.loop(
        folder -> {
          folder.move(CURSOR, candidate);
          folder.loop(SearchPath::copyFolder);
          folder.when(isNot(CURSOR, candidate), named -> append(named, value('/')));
          folder.move(INDEX, value(0));
          folder.loop(SearchPath::copyCommand);
          TryExecve.call(folder, candidate);
          folder.load(BYTE, Width.BYTE, value(PATH), value(0));
          folder.when(is(BYTE, 0), Sequence::comeBack);
          folder.compute(PATH, Operation.ADD, value(1));
        });
    return new Routine(NAME, s.instructions());
  }

  /** An empty folder is the current one: the candidate is then relative, as in execvp(3). */
  private static void copyFolder(Sequence s) {
    s.load(BYTE, Width.BYTE, value(PATH), value(0));
    s.when(is(BYTE, 0), Sequence::leave);
    s.when(is(BYTE, ':'), Sequence::leave);
    append(s, value(BYTE));
    s.compute(PATH, Operation.ADD, value(1));
  }

  private static void copyCommand(Sequence s) {
    s.load(BYTE, Width.BYTE, value(COMMAND), value(INDEX));
    append(s, value(BYTE));
    s.when(is(BYTE, 0), Sequence::leave);
    s.compute(INDEX, Operation.ADD, value(1));
  }

  private static void append(Sequence s, Operand value) {
    s.store(Width.BYTE, value(CURSOR), value(0), value);
    s.compute(CURSOR, Operation.ADD, value(1));
  }
}
