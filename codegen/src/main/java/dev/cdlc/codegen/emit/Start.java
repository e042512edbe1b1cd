package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Conclude;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SupervisorAction;

/**
 * How a container waits to be started when its supervisor is gone: the init reads from a fifo that
 * it has open for writing as well, so that it waits for a byte and never sees the end of the file.
 */
final class Start {
  private static final BytePipe READY = new BytePipe("ready");
  private static final Constant OWNER_ONLY = new Constant(0600, "0600");
  private static final int MOST_DIGITS = 20;
  private static final Cell FIFO = new Cell("start_fifo");
  private static final Cell PID_FILE = new Cell("pid_file");
  private static final Cell CURSOR = new Cell("pid_cursor");

  private Start() {}

  static void makeFifo(Lowering l, SupervisorAction.MakeStartFifo action) {
    int site = l.site(Fault.HOST_RESOURCES, "cannot make " + action.path());
    l.call(
            Syscall.MKNODAT,
            Fcntl.AT_FDCWD,
            l.text(action.path()),
            Flags.or(Stat.S_IFIFO, OWNER_ONLY),
            value(0))
        .orFail(site);
    l.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            l.text(action.path()),
            Flags.or(Fcntl.O_RDWR, Fcntl.O_CLOEXEC),
            value(0))
        .into(FIFO)
        .orFail(site);
  }

  /** Before the init is cloned. */
  static void prepare(Lowering l) {
    READY.open(l);
  }

  /** In the supervisor, after the clone: the end of the init must be the end of the file. */
  static void leaveToInit(Sequence s) {
    s.call(Syscall.CLOSE, value(READY.writeEnd())).orGoOn();
  }

  static void await(Lowering l) {
    int site = l.site(Fault.HOST_RESOURCES, "cannot wait to be started");
    READY.send(l, site);
    Address buffer = l.data().buffer("start_byte", 8);
    l.call(Syscall.READ, value(FIFO), buffer, value(1)).retrying(Errno.EINTR).orFail(site);
  }

  /** At the end of the file the init has failed, and what was done is undone. */
  static void leave(Lowering l, SupervisorAction.Leave action) {
    READY.await(l, Conclude::call);
    int site = l.site(Fault.HOST_RESOURCES, "cannot write " + action.pidFile());
    l.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            l.text(action.pidFile()),
            Flags.or(Fcntl.O_WRONLY, Fcntl.O_CREAT, Fcntl.O_EXCL, Fcntl.O_CLOEXEC),
            OWNER_ONLY)
        .into(PID_FILE)
        .orFail(site);
    Address digits = l.data().buffer("pid_digits", MOST_DIGITS);
    l.s().move(CURSOR, digits);
    FormatInt.call(l.s(), value(Variables.INIT), CURSOR);
    l.s().compute(CURSOR, Operation.SUBTRACT, digits);
    l.call(Syscall.WRITE, value(PID_FILE), digits, value(CURSOR)).orFail(site);
    l.call(Syscall.EXIT_GROUP, value(0)).orGoOn();
  }
}
