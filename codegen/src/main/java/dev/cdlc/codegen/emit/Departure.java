package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Conclude;
import dev.cdlc.codegen.routine.FailureTable.Stage;
import dev.cdlc.codegen.routine.FindVariable;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.routine.PrintableText;
import dev.cdlc.codegen.routine.Report;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.SupervisorAction;

/** How a supervisor leaves a command to others: it tells them its pid once it runs. */
final class Departure {
  /** Its one end only the init has, until execve(2) closes it. */
  private static final BytePipe EXECUTED = new BytePipe("executed");

  private static final String MESSAGE = "cannot write ";
  private static final String SUFFIX = ".new";
  private static final int PATH_MAX = 4096;
  private static final Constant ALL_MAY_READ = new Constant(0644, "0644");
  private static final int MOST_DIGITS = 20;
  private static final Cell SITE = new Cell("executed_site");
  private static final Cell ERRNO = new Cell("executed_errno");
  private static final Cell FILE = new Cell("pid_file");
  private static final Cell PATH = new Cell("pid_path");
  private static final Cell INDEX = new Cell("pid_index");
  private static final Cell BYTE = new Cell("pid_byte");
  private static final Cell CURSOR = new Cell("pid_cursor");

  private Departure() {}

  /** Before the init is cloned. */
  static void prepare(Lowering l) {
    EXECUTED.open(l);
  }

  /** In the supervisor, after the clone. */
  static void leaveToInit(Sequence s) {
    s.call(Syscall.CLOSE, value(EXECUTED.writeEnd())).orGoOn();
  }

  /** No byte ever comes. An init that ended before execve(2) noted where it was. */
  static void await(Lowering l) {
    EXECUTED.await(l, Departure::concludeIfFailed);
  }

  private static void concludeIfFailed(Sequence s) {
    s.load(SITE, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_SITE));
    s.load(ERRNO, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_ERRNO));
    s.when(isNot(ERRNO, 0), Conclude::call);
    s.when(Report.isOf(s, value(SITE), Stage.BUILDING), Conclude::call);
  }

  /** Who waits for the file sees all of it or none. */
  static void writePid(Lowering l) {
    Sequence s = l.s();
    FindVariable.call(s, l.text(SupervisorAction.WritePid.VARIABLE + "="));
    s.when(
        isNot(FindVariable.FOUND, 0),
        set -> {
          set.move(PATH, value(FindVariable.FOUND));
          set.compute(PATH, Operation.ADD, value(FindVariable.VALUE_OFFSET));
          set.load(BYTE, Width.BYTE, value(PATH), value(0));
          set.when(isNot(BYTE, 0), said -> writeTo(l.in(said)));
        });
  }

  private static void writeTo(Lowering l) {
    Sequence s = l.s();
    PrintableText.write(s, l.data(), MESSAGE, value(PATH));
    int site = l.site(Fault.HOST_RESOURCES, PrintableText.place(l.data(), MESSAGE));
    Address written = l.data().buffer("pid_file_new", PATH_MAX + SUFFIX.length() + 1);
    nameNew(s, l.data(), written);
    l.call(Syscall.UNLINKAT, Fcntl.AT_FDCWD, written, value(0)).orGoOn();
    l.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            written,
            Flags.or(Fcntl.O_WRONLY, Fcntl.O_CREAT, Fcntl.O_EXCL, Fcntl.O_CLOEXEC),
            ALL_MAY_READ)
        .into(FILE)
        .orFail(site);
    writeDigits(l, site);
    l.call(Syscall.CLOSE, value(FILE)).orGoOn();
    l.call(Syscall.RENAMEAT, Fcntl.AT_FDCWD, written, Fcntl.AT_FDCWD, value(PATH)).orFail(site);
  }

  /** What is cut, because no path is so long, cannot be opened as the whole. */
  private static void nameNew(Sequence s, Data data, Address written) {
    s.move(CURSOR, written);
    s.move(INDEX, value(0));
    s.loop(
        next -> {
          next.load(BYTE, Width.BYTE, value(PATH), value(INDEX));
          next.when(is(BYTE, 0), Sequence::leave);
          next.when(is(INDEX, PATH_MAX), Sequence::leave);
          put(next);
        });
    s.move(INDEX, value(0));
    s.loop(
        next -> {
          next.load(BYTE, Width.BYTE, data.text(SUFFIX), value(INDEX));
          put(next);
          next.when(is(BYTE, 0), Sequence::leave);
        });
  }

  private static void put(Sequence s) {
    s.store(Width.BYTE, value(CURSOR), value(0), value(BYTE));
    s.compute(CURSOR, Operation.ADD, value(1));
    s.compute(INDEX, Operation.ADD, value(1));
  }

  private static void writeDigits(Lowering l, int site) {
    Address digits = l.data().buffer("pid_digits", MOST_DIGITS);
    l.s().move(CURSOR, digits);
    FormatInt.call(l.s(), value(Variables.INIT), CURSOR);
    l.s().compute(CURSOR, Operation.SUBTRACT, digits);
    l.call(Syscall.WRITE, value(FILE), digits, value(CURSOR)).orFail(site);
  }

  static void exit(Lowering l) {
    l.call(Syscall.EXIT_GROUP, value(0)).orGoOn();
  }
}
