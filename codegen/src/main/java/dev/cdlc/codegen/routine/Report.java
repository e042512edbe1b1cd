package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.ErrnoNames;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Says on standard error what failed and why, in one write: {@code error[CDL7012]: web.cdl:7:3:
 * cannot mount ./data on /srv: ENOENT (No such file or directory)}, and what helps.
 */
public final class Report {
  /** In place of an errno: a signal ended the init while it built the container. */
  static final int KILLED = 255;

  private static final String NAME = "report";

  /** Exit statuses as shells give them: 125 for whatever stops a container before it starts. */
  private static final int NOT_STARTED = 125;

  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private static final int STANDARD_ERROR = 2;
  private static final int IOVEC_BYTES = 16;
  private static final int PIECES = 8;
  private static final int MOST_DIGITS = 20;

  private static final Cell SITE = new Cell("report_site");
  private static final Cell ERRNO = new Cell("report_errno");
  private static final Cell STATUS = new Cell("report_status");
  private static final Cell ENTRY = new Cell("report_entry");
  private static final Cell PIECE = new Cell("report_piece");
  private static final Cell EXECVE = new Cell("report_execve");
  private static final Cell LENGTH = new Cell("report_length");
  private static final Cell NUMBER = new Cell("report_number");

  private Report() {}

  /** {@code errno} is positive; {@code status} receives what the supervisor is to exit with. */
  static void call(Sequence s, Operand site, Operand errno, Cell status) {
    s.move(SITE, site);
    s.move(ERRNO, errno);
    s.run(NAME);
    s.move(status, value(STATUS));
  }

  static Routine routine(Data data) {
    Address pieces = data.buffer("report_pieces", PIECES * IOVEC_BYTES);
    Sequence s = Sequence.ofRoutine();
    findEntry(s, value(SITE));
    s.move(PIECE, formatCode(s, data));
    add(s, pieces, 0);
    s.load(PIECE, Width.WORD, value(ENTRY), value(FailureTable.ORIGIN));
    add(s, pieces, 1);
    s.move(PIECE, data.text(": "));
    add(s, pieces, 2);
    add(s, pieces, 4);
    s.load(PIECE, Width.WORD, value(ENTRY), value(FailureTable.WHAT));
    add(s, pieces, 3);
    findName(s, data);
    add(s, pieces, 5);
    s.move(PIECE, data.text("\n"));
    add(s, pieces, 6);
    s.load(EXECVE, Width.HALF, value(ENTRY), value(FailureTable.EXECVE));
    findHelp(s);
    add(s, pieces, 7);
    s.call(Syscall.WRITEV, value(STANDARD_ERROR), pieces, value(PIECES)).orGoOn();
    chooseStatus(s);
    return new Routine(NAME, s.instructions());
  }

  /** Whether the site is that of execve(2) of the container's command. */
  static void loadExecve(Sequence s, Operand site, Cell execve) {
    findEntry(s, site);
    s.load(execve, Width.HALF, value(ENTRY), value(FailureTable.EXECVE));
  }

  private static void findEntry(Sequence s, Operand site) {
    s.move(ENTRY, site);
    s.compute(ENTRY, Operation.MULTIPLY, value(FailureTable.ENTRY_BYTES));
    s.compute(ENTRY, Operation.ADD, new Address(FailureTable.NAME, 0));
  }

  private static Address formatCode(Sequence s, Data data) {
    String start = "error[CDL";
    Address text =
        data.variable("report_code", List.of(Part.Bytes.of(start + "0000]: "), new Part.Zero(1)));
    s.load(NUMBER, Width.HALF, value(ENTRY), value(FailureTable.CODE));
    s.move(PIECE, text);
    s.compute(PIECE, Operation.ADD, value(start.length()));
    FormatInt.call(s, value(NUMBER), PIECE);
    return text;
  }

  /** Each name stands behind a byte with its number; a byte of zero ends them. */
  private static void findName(Sequence s, Data data) {
    s.move(PIECE, data.constant(new Part.Bytes(names())));
    s.loop(
        next -> {
          next.load(NUMBER, Width.BYTE, value(PIECE), value(0));
          next.when(is(NUMBER, 0), end -> formatUnknown(end, data));
          next.compute(PIECE, Operation.ADD, value(1));
          next.when(is(NUMBER, value(ERRNO)), Sequence::leave);
          Strlen.call(next, value(PIECE), LENGTH);
          next.compute(PIECE, Operation.ADD, value(LENGTH));
          next.compute(PIECE, Operation.ADD, value(1));
        });
  }

  private static List<Byte> names() {
    SortedMap<Integer, String> names = ErrnoNames.byNumber();
    names.put(KILLED, "the init was killed");
    List<Byte> bytes = new ArrayList<>();
    names.forEach(
        (number, name) -> {
          bytes.add(number.byteValue());
          bytes.addAll(Part.Bytes.of(name + "\0").bytes());
        });
    bytes.add((byte) 0);
    return bytes;
  }

  private static void formatUnknown(Sequence s, Data data) {
    String start = "errno ";
    Address text =
        data.variable("report_errno", List.of(Part.Bytes.of(start), new Part.Zero(MOST_DIGITS)));
    s.move(PIECE, text);
    s.compute(PIECE, Operation.ADD, value(start.length()));
    FormatInt.call(s, value(ERRNO), PIECE);
    s.move(PIECE, text);
    s.leave();
  }

  private static void findHelp(Sequence s) {
    s.load(ENTRY, Width.WORD, value(ENTRY), value(FailureTable.HELPS));
    s.loop(
        next -> {
          next.load(NUMBER, Width.WORD, value(ENTRY), value(FailureTable.HELP_ERRNO));
          next.load(PIECE, Width.WORD, value(ENTRY), value(FailureTable.HELP_TEXT));
          next.when(is(NUMBER, FailureTable.ANY), Sequence::leave);
          next.when(is(NUMBER, value(ERRNO)), Sequence::leave);
          next.compute(ENTRY, Operation.ADD, value(FailureTable.HELP_BYTES));
        });
  }

  private static void add(Sequence s, Address pieces, long index) {
    Strlen.call(s, value(PIECE), LENGTH);
    s.store(Width.DOUBLE, pieces, value(index * IOVEC_BYTES), value(PIECE));
    s.store(Width.DOUBLE, pieces, value(index * IOVEC_BYTES + 8), value(LENGTH));
  }

  private static void chooseStatus(Sequence s) {
    s.move(STATUS, value(NOT_STARTED));
    s.when(
        isNot(EXECVE, 0),
        execve -> {
          execve.move(STATUS, value(NOT_EXECUTABLE));
          execve.when(is(ERRNO, Errno.ENOENT.number()), no -> no.move(STATUS, value(NOT_FOUND)));
          execve.when(is(ERRNO, Errno.ENOTDIR.number()), no -> no.move(STATUS, value(NOT_FOUND)));
        });
  }
}
