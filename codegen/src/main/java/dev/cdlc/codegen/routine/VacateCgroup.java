package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedOtherwise;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;

/**
 * Moves the processes of the {@link DelegatedCgroup}, the supervisor among them, into a cgroup
 * below it, one by one: cgroup v2 divides only what no process uses. What cannot be moved stays.
 */
public final class VacateCgroup {
  private static final String NAME = "vacate_cgroup";
  private static final String PROCS = "cgroup.procs";

  /** A line with a pid. */
  private static final int BYTES = 24;

  private static final Operand MODE = new Constant(0755, "0755");

  private static final Cell INTO = new Cell("vacate_into");
  private static final Cell FROM = new Cell("vacate_from");
  private static final Cell LENGTH = new Cell("vacate_length");
  private static final Cell BYTE = new Cell("vacate_byte");

  private VacateCgroup() {}

  public static void call(Sequence s) {
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Address pid = data.buffer("vacate_pid", BYTES);
    Sequence s = Sequence.ofRoutine();
    s.call(Syscall.MKDIRAT, value(DelegatedCgroup.FD), data.text(DelegatedCgroup.CALLERS), MODE)
        .orGoOn();
    open(s, data.text(DelegatedCgroup.CALLERS + "/" + PROCS), Fcntl.O_WRONLY, INTO);
    s.loop(
        next -> {
          open(next, data.text(PROCS), Fcntl.O_RDONLY, FROM);
          next.call(Syscall.READ, value(FROM), pid, value(BYTES)).into(LENGTH).orGoOn();
          next.call(Syscall.CLOSE, value(FROM)).orGoOn();
          next.when(failed(LENGTH), Sequence::leave);
          next.when(is(LENGTH, 0), Sequence::leave);
          moveFirst(next, pid);
        });
    s.call(Syscall.CLOSE, value(INTO)).orGoOn();
    return new Routine(NAME, s.instructions());
  }

  /** It may have ended meanwhile; one of a pid namespace that is not seen from here has no pid. */
  private static void moveFirst(Sequence s, Address pid) {
    s.load(BYTE, Width.BYTE, pid, value(0));
    s.when(is(BYTE, '0'), Sequence::leave);
    s.move(LENGTH, value(0));
    s.loop(
        digits -> {
          digits.load(BYTE, Width.BYTE, pid, value(LENGTH));
          digits.compute(LENGTH, Operation.ADD, value(1));
          digits.when(is(BYTE, '\n'), Sequence::leave);
        });
    s.call(Syscall.WRITE, value(INTO), pid, value(LENGTH)).into(FROM).orGoOn();
    s.when(
        failed(FROM), refused -> refused.when(failedOtherwise(FROM, Errno.ESRCH), Sequence::leave));
  }

  private static void open(Sequence s, Address path, Constant access, Cell fd) {
    s.call(
            Syscall.OPENAT,
            value(DelegatedCgroup.FD),
            path,
            Flags.or(access, Fcntl.O_CLOEXEC),
            value(0))
        .into(fd)
        .orGoOn();
    s.when(failed(fd), Sequence::comeBack);
  }
}
