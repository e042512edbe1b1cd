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
import dev.cdlc.codegen.routine.WriteFile;
import dev.cdlc.codegen.sequence.Conditions;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SupervisorAction;

/**
 * A container that runs already, and how a joiner gets into it: into its cgroups first, since those
 * can neither be named nor seen from its namespaces.
 */
final class RunningContainer {
  /** The joiner is cloned into this cgroup of v2, by its fd; 0 if there is none. */
  static final Cell CGROUP = new Cell("running_cgroup");

  private static final Constant READ = Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC);

  /** More than any line of proc_pid_stat(5) has. */
  private static final int STAT_BYTES = 1024;

  /** Of {@code starttime}, the field 22: so many blanks stand between it and the name. */
  private static final int BLANKS = 20;

  private static final Cell PROCESS = new Cell("running_process");
  private static final Cell STAT = new Cell("running_stat");
  private static final Cell INDEX = new Cell("running_index");
  private static final Cell BYTE = new Cell("running_byte");
  private static final Cell COUNT = new Cell("running_blanks");
  private static final Cell START = new Cell("running_start");
  private static final Cell ERROR = new Cell("running_error");

  private RunningContainer() {}

  /** The pid may be another's by now; who has it when it is open keeps it. */
  static void open(Lowering l, SupervisorAction.OpenProcess action) {
    int site = l.site(Fault.RUNNING, "cannot join process " + action.pid());
    l.call(Syscall.PIDFD_OPEN, value(action.pid()), value(0)).into(PROCESS).orFail(site);
    Address line = l.data().buffer("running_stat_line", STAT_BYTES);
    l.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            l.text("/proc/%d/stat".formatted(action.pid())),
            READ,
            value(0))
        .into(STAT)
        .orFail(site);
    l.call(Syscall.READ, value(STAT), line, value(STAT_BYTES)).into(INDEX).orFail(site);
    l.call(Syscall.CLOSE, value(STAT)).orGoOn();
    readStart(l.s(), line);
    l.s()
        .when(
            isNot(START, value(action.startTime())),
            another -> {
              another.move(ERROR, new Constant(-Errno.ESRCH.number(), "-ESRCH"));
              another.fail(ERROR);
            });
  }

  /** Behind the last parenthesis, for the name of the process may have any. */
  private static void readStart(Sequence s, Address line) {
    s.loop(
        back -> {
          back.compute(INDEX, Operation.SUBTRACT, value(1));
          back.load(BYTE, Width.BYTE, line, value(INDEX));
          back.when(is(BYTE, ')'), Sequence::leave);
        });
    s.move(COUNT, value(0));
    s.loop(
        next -> {
          load(next, line);
          next.when(is(BYTE, ' '), blank -> blank.compute(COUNT, Operation.ADD, value(1)));
          next.when(is(COUNT, BLANKS), Sequence::leave);
        });
    s.move(START, value(0));
    s.loop(
        next -> {
          load(next, line);
          next.when(is(BYTE, ' '), Sequence::leave);
          next.compute(START, Operation.MULTIPLY, value(10));
          next.compute(START, Operation.ADD, value(BYTE));
          next.compute(START, Operation.SUBTRACT, value('0'));
        });
  }

  private static void load(Sequence s, Address line) {
    s.compute(INDEX, Operation.ADD, value(1));
    s.load(BYTE, Width.BYTE, line, value(INDEX));
  }

  static void openCgroup(Lowering l, SupervisorAction.OpenCgroup action) {
    l.call(Syscall.OPENAT, Fcntl.AT_FDCWD, l.text(action.path()), READ, value(0))
        .into(CGROUP)
        .orFail(cgroupSite(l, action.path()));
  }

  /** In the joiner; what it clones is there as well. */
  static void enterCgroup(Lowering l, SupervisorAction.EnterCgroup action) {
    int site = cgroupSite(l, action.path());
    WriteFile.call(l.s(), Fcntl.AT_FDCWD, l.text(action.path() + "/tasks"), l.text("0"));
    l.s().note(site);
    l.s().when(Conditions.failed(WriteFile.RESULT), refused -> refused.fail(WriteFile.RESULT));
  }

  private static int cgroupSite(Lowering l, String path) {
    return l.site(Fault.RUNNING, "cannot enter the cgroup " + path);
  }

  /** In the joiner; nothing that it has of the host's goes with the init. */
  static void enterNamespaces(Lowering l, SupervisorAction.EnterNamespaces action) {
    int site = l.site(Fault.RUNNING, "cannot enter the container's namespaces");
    Constant kinds = Flags.or(action.kinds().stream().map(Cloning::flag).toList());
    l.call(Syscall.SETNS, value(PROCESS), kinds).orFail(site);
    l.call(Syscall.CLOSE, value(PROCESS)).orGoOn();
    l.s().when(isNot(CGROUP, 0), unified -> unified.call(Syscall.CLOSE, value(CGROUP)).orGoOn());
    l.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            l.text("/"),
            Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC),
            value(0))
        .into(Variables.ROOT)
        .orFail(site);
  }
}
