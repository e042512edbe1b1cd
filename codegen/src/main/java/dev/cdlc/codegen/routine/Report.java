package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.ErrnoNames;
import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FailureTable.Stage;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Says on standard error what failed and why, in one write: {@code error[CDL7012]: web.cdl:7:3:
 * cannot mount ./data on /srv: ENOENT (No such file or directory)}, and what helps; or, without an
 * errno, what a container met that has ended.
 */
public final class Report {
  /** In place of an errno: no call failed. */
  private static final int NONE = 0;

  /** In place of an errno: a signal ended the init while it built the container. */
  static final int KILLED = 255;

  private static final String NAME = "report";

  private static final int STANDARD_ERROR = 2;
  private static final int IOVEC_BYTES = 16;
  private static final int PIECES = 10;
  private static final int MOST_DIGITS = 20;

  private static final Cell SITE = new Cell("report_site");
  private static final Cell ERRNO = new Cell("report_errno");
  private static final Cell DETAIL = new Cell("report_detail");
  private static final Cell STATUS = new Cell("report_status");
  private static final Cell ENTRY = new Cell("report_entry");
  private static final Cell PIECE = new Cell("report_piece");
  private static final Cell STAGE = new Cell("report_stage");
  private static final Cell REASON = new Cell("report_reason");
  private static final Cell SETTING = new Cell("report_setting");
  private static final Cell FIRST = new Cell("report_first");
  private static final Cell RESULT = new Cell("report_result");
  private static final Cell LENGTH = new Cell("report_length");
  private static final Cell NUMBER = new Cell("report_number");

  private Report() {}

  /** {@code errno} is positive; {@code status} receives what the supervisor is to exit with. */
  public static void call(Sequence s, Operand site, Operand errno, Cell status) {
    s.move(SITE, site);
    s.move(ERRNO, errno);
    s.run(NAME);
    s.move(status, value(STATUS));
  }

  /**
   * Tells of what no call failed for.
   *
   * @param detail the address of what stands in place of an errno, or 0
   */
  static void tell(Sequence s, Operand site, Operand detail) {
    s.move(SITE, site);
    s.move(ERRNO, value(NONE));
    s.move(DETAIL, detail);
    s.run(NAME);
  }

  /**
   * The routine.
   *
   * @param hooks whether there are any, or other programs, that may fail
   * @param file the path of the file to tell it in, instead of standard error
   */
  static Routine routine(Data data, boolean hooks, ExitStatuses statuses, Optional<String> file) {
    Address pieces = data.buffer("report_pieces", PIECES * IOVEC_BYTES);
    Sequence s = Sequence.ofRoutine();
    findEntry(s, value(SITE));
    s.load(STAGE, Width.HALF, value(ENTRY), value(FailureTable.STAGE));
    formatCode(s, data);
    add(s, pieces, 0);
    s.load(PIECE, Width.WORD, value(ENTRY), value(FailureTable.ORIGIN));
    add(s, pieces, 1);
    addText(s, data, pieces, 2, ": ");
    s.load(PIECE, Width.WORD, value(ENTRY), value(FailureTable.WHAT));
    add(s, pieces, 3);
    s.move(PIECE, value(DETAIL));
    s.when(isNot(ERRNO, NONE), errno -> findName(errno, data, hooks));
    s.choose(
        isNot(PIECE, 0),
        cause -> addCause(cause, data, pieces),
        none -> List.of(4, 5).forEach(index -> leaveOut(none, pieces, index)));
    addText(s, data, pieces, 6, "\n");
    findReason(s);
    findHelp(s, data);
    add(s, pieces, 7);
    s.choose(
        isNot(LENGTH, 0),
        help -> finishHelp(help, data, pieces),
        none -> List.of(8, 9).forEach(index -> leaveOut(none, pieces, index)));
    Operand out = file.map(path -> open(s, data.text(path))).orElse(value(STANDARD_ERROR));
    s.call(Syscall.WRITEV, out, pieces, value(PIECES)).orGoOn();
    chooseStatus(s, statuses);
    return new Routine(NAME, s.instructions());
  }

  private static Operand open(Sequence s, Address path) {
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            path,
            Flags.or(Fcntl.O_WRONLY, Fcntl.O_CREAT, Fcntl.O_APPEND, Fcntl.O_CLOEXEC),
            new Constant(0600, "0600"))
        .into(RESULT)
        .orGoOn();
    s.when(failed(RESULT), none -> none.move(RESULT, value(STANDARD_ERROR)));
    return value(RESULT);
  }

  /** Whether the site is of a stage. */
  public static Condition isOf(Sequence s, Operand site, Stage stage) {
    findEntry(s, site);
    s.load(STAGE, Width.HALF, value(ENTRY), value(FailureTable.STAGE));
    return is(STAGE, stage.number());
  }

  private static void findEntry(Sequence s, Operand site) {
    s.move(ENTRY, site);
    s.compute(ENTRY, Operation.MULTIPLY, value(FailureTable.ENTRY_BYTES));
    s.compute(ENTRY, Operation.ADD, new Address(FailureTable.NAME, 0));
  }

  private static void formatCode(Sequence s, Data data) {
    s.load(NUMBER, Width.HALF, value(ENTRY), value(FailureTable.CODE));
    s.choose(
        is(STAGE, Stage.ENDED.number()),
        warning -> formatCode(warning, data, "warning[CDL"),
        error -> formatCode(error, data, "error[CDL"));
  }

  private static void formatCode(Sequence s, Data data, String start) {
    Address text =
        data.variable(start, List.of(Part.Bytes.of(start + "0000]: "), new Part.Zero(1)));
    s.move(PIECE, text);
    s.compute(PIECE, Operation.ADD, value(start.length()));
    FormatInt.call(s, value(NUMBER), PIECE);
    s.move(PIECE, text);
  }

  private static void addCause(Sequence s, Data data, Address pieces) {
    add(s, pieces, 5);
    addText(s, data, pieces, 4, ": ");
  }

  /** Each name stands behind a byte with its number; a byte of zero ends them. */
  private static void findName(Sequence s, Data data, boolean hooks) {
    s.move(PIECE, data.constant(new Part.Bytes(names(hooks))));
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
    if (hooks) {
      s.when(is(ERRNO, HookEnd.EXITED.number()), end -> addNumber(end, data, HookEnd.EXITED));
      s.when(is(ERRNO, HookEnd.KILLED.number()), end -> addNumber(end, data, HookEnd.KILLED));
    }
  }

  private static void addNumber(Sequence s, Data data, HookEnd end) {
    Address text =
        data.variable(
            end.name(), List.of(Part.Bytes.of(end.text()), new Part.Zero(MOST_DIGITS + 1)));
    s.move(PIECE, text);
    s.compute(PIECE, Operation.ADD, value(end.text().length()));
    s.load(NUMBER, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_HOOK));
    FormatInt.call(s, value(NUMBER), PIECE);
    s.store(Width.BYTE, value(PIECE), value(0), value(0));
    s.move(PIECE, text);
  }

  private static String names(boolean hooks) {
    SortedMap<Integer, String> names = ErrnoNames.byNumber();
    names.put(KILLED, "the init was killed");
    if (hooks) {
      Stream.of(HookEnd.values()).forEach(end -> names.put(end.number(), end.text()));
    }
    var octets = new StringBuilder();
    names.forEach(
        (number, name) -> octets.append((char) (number & 0xff)).append(name).append('\0'));
    return octets.append('\0').toString();
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

  /** What is in the way of execve(2) helps more than its errno. */
  private static void findReason(Sequence s) {
    s.move(REASON, value(ERRNO));
    s.when(
        is(STAGE, Stage.EXECUTING.number()),
        execve -> {
          execve.load(NUMBER, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_OBSTACLE));
          execve.when(isNot(NUMBER, 0), known -> known.move(REASON, value(NUMBER)));
        });
  }

  private static void findHelp(Sequence s, Data data) {
    s.load(ENTRY, Width.WORD, value(ENTRY), value(FailureTable.HELPS));
    s.loop(
        next -> {
          next.load(NUMBER, Width.WORD, value(ENTRY), value(FailureTable.HELP_REASON));
          next.load(PIECE, Width.WORD, value(ENTRY), value(FailureTable.HELP_TEXT));
          next.when(is(NUMBER, FailureTable.ANY), Sequence::leave);
          next.when(is(NUMBER, value(REASON)), reason -> leaveIfSet(reason, data));
          next.compute(ENTRY, Operation.ADD, value(FailureTable.HELP_BYTES));
        });
  }

  /** Ends the search if the host has the setting that the help is for. */
  private static void leaveIfSet(Sequence s, Data data) {
    s.load(SETTING, Width.WORD, value(ENTRY), value(FailureTable.HELP_FILE));
    s.when(is(SETTING, 0), Sequence::leave);
    s.load(FIRST, Width.WORD, value(ENTRY), value(FailureTable.HELP_FIRST));
    Address start = data.buffer("report_setting", 8);
    s.store(Width.BYTE, start, value(0), value(0));
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            value(SETTING),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(RESULT)
        .orGoOn();
    s.when(
        succeeded(RESULT),
        opened -> {
          opened.call(Syscall.READ, value(RESULT), start, value(1)).orGoOn();
          opened.call(Syscall.CLOSE, value(RESULT)).orGoOn();
        });
    s.load(NUMBER, Width.BYTE, start, value(0));
    s.when(is(NUMBER, value(FIRST)), Sequence::leave);
  }

  private static void finishHelp(Sequence s, Data data, Address pieces) {
    s.choose(
        is(REASON, value(ERRNO)),
        errno -> leaveOut(errno, pieces, 8),
        obstacle -> {
          obstacle.move(PIECE, value(Variables.PAGE));
          obstacle.compute(PIECE, Operation.ADD, value(Variables.PAGE_DETAIL));
          add(obstacle, pieces, 8);
        });
    addText(s, data, pieces, 9, "\n");
  }

  private static void addText(Sequence s, Data data, Address pieces, long index, String text) {
    s.move(PIECE, data.text(text));
    add(s, pieces, index);
  }

  private static void add(Sequence s, Address pieces, long index) {
    Strlen.call(s, value(PIECE), LENGTH);
    s.store(Width.DOUBLE, pieces, value(index * IOVEC_BYTES), value(PIECE));
    s.store(Width.DOUBLE, pieces, value(index * IOVEC_BYTES + 8), value(LENGTH));
  }

  /** There may have been a report before. */
  private static void leaveOut(Sequence s, Address pieces, long index) {
    s.store(Width.DOUBLE, pieces, value(index * IOVEC_BYTES + 8), value(0));
  }

  private static void chooseStatus(Sequence s, ExitStatuses statuses) {
    s.move(STATUS, value(statuses.notStarted()));
    s.when(
        is(STAGE, Stage.EXECUTING.number()),
        execve -> {
          execve.move(STATUS, value(statuses.notExecutable()));
          execve.when(
              is(ERRNO, Errno.ENOENT.number()), no -> no.move(STATUS, value(statuses.notFound())));
          execve.when(
              is(ERRNO, Errno.ENOTDIR.number()), no -> no.move(STATUS, value(statuses.notFound())));
        });
  }
}
