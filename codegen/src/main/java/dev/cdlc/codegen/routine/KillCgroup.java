package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/**
 * Kills every process in the container's cgroup: by {@code cgroup.kill} where there is one (v2 from
 * Linux 5.14), else one by one while the cgroup is frozen, so that none can fork away.
 */
public final class KillCgroup {
  /** The cgroup, by its fd, in the hierarchy that all of the container's processes are in. */
  public static final Cell TRACKER = new Cell("tracker");

  private static final String NAME = "kill_cgroup";
  private static final Cell CGROUP = new Cell("kill_cgroup");
  private static final int CHUNK = 4096;
  private static final Cell FD = new Cell("kill_fd");
  private static final Cell LENGTH = new Cell("kill_length");
  private static final Cell INDEX = new Cell("kill_index");
  private static final Cell BYTE = new Cell("kill_byte");
  private static final Cell PID = new Cell("kill_pid");

  private KillCgroup() {}

  /** {@code cgroup} is known by its fd. */
  static void call(Sequence s, Cell cgroup) {
    s.move(CGROUP, value(cgroup));
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    open(s, data.text("cgroup.kill"), Fcntl.O_WRONLY);
    s.choose(
        succeeded(FD),
        kill -> writeAndClose(kill, data.text("1"), 1),
        older -> {
          write(older, data, "freezer.state", "FROZEN");
          write(older, data, "cgroup.freeze", "1");
          killEach(older, data);
          write(older, data, "cgroup.freeze", "0");
          write(older, data, "freezer.state", "THAWED");
        });
    return new Routine(NAME, s.instructions());
  }

  private static void killEach(Sequence s, Data data) {
    Address chunk = data.buffer("kill_chunk", CHUNK);
    open(s, data.text("cgroup.procs"), Fcntl.O_RDONLY);
    s.when(
        succeeded(FD),
        procs -> {
          procs.move(PID, value(0));
          procs.loop(
              read -> {
                read.call(Syscall.READ, value(FD), chunk, value(CHUNK)).into(LENGTH).orGoOn();
                read.when(isLess(LENGTH, value(1)), Sequence::leave);
                read.move(INDEX, value(0));
                read.loop(next -> killLine(next, chunk));
              });
          procs.call(Syscall.CLOSE, value(FD)).orGoOn();
        });
  }

  /** One byte of a list of pids, each with its line end. */
  private static void killLine(Sequence s, Address chunk) {
    s.when(is(INDEX, value(LENGTH)), Sequence::leave);
    s.load(BYTE, Width.BYTE, chunk, value(INDEX));
    s.compute(INDEX, Operation.ADD, value(1));
    s.choose(
        is(BYTE, '\n'),
        end -> {
          end.when(isNot(PID, 0), KillCgroup::kill);
          end.move(PID, value(0));
        },
        digit -> {
          digit.compute(PID, Operation.MULTIPLY, value(10));
          digit.compute(PID, Operation.ADD, value(BYTE));
          digit.compute(PID, Operation.SUBTRACT, value('0'));
        });
  }

  /**
   * A process of a foreign pid namespace is listed as 0; to kill that would be to kill the
   * supervisor's own process group.
   */
  private static void kill(Sequence s) {
    s.call(Syscall.KILL, value(PID), Signals.SIGKILL).orGoOn();
  }

  private static void write(Sequence s, Data data, String file, String value) {
    open(s, data.text(file), Fcntl.O_WRONLY);
    s.when(succeeded(FD), opened -> writeAndClose(opened, data.text(value), value.length()));
  }

  private static void open(Sequence s, Operand file, Operand.Constant mode) {
    s.call(Syscall.OPENAT, value(CGROUP), file, Flags.or(mode, Fcntl.O_CLOEXEC), value(0))
        .into(FD)
        .orGoOn();
  }

  private static void writeAndClose(Sequence s, Operand value, int length) {
    s.call(Syscall.WRITE, value(FD), value, value(length)).orGoOn();
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
  }
}
