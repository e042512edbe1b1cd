package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.ProcessStat;
import dev.cdlc.codegen.routine.WriteFile;
import dev.cdlc.codegen.sequence.Conditions;
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

  private static final Cell PROCESS = new Cell("running_process");
  private static final Cell PID = new Cell("running_pid");
  private static final Cell START_TIME = new Cell("running_start_time");
  private static final Cell STAT = new Cell("running_stat");
  private static final Cell BYTES = new Cell("running_bytes");
  private static final Cell ERROR = new Cell("running_error");

  private RunningContainer() {}

  /** The pid may be another's by now; who has it when it is open keeps it. */
  static void open(Lowering l, SupervisorAction.OpenProcess action) {
    new JoinedProcess(action).place(l.data());
    int site = l.site(Fault.RUNNING, new Address(JoinedProcess.WHAT, 0));
    var numbers = new Address(JoinedProcess.NUMBERS, 0);
    l.s().load(PID, Width.DOUBLE, numbers, value(JoinedProcess.PID));
    l.s().load(START_TIME, Width.DOUBLE, numbers, value(JoinedProcess.START_TIME));
    l.call(Syscall.PIDFD_OPEN, value(PID), value(0)).into(PROCESS).orFail(site);
    Address line = l.data().buffer("running_stat_line", ProcessStat.MOST_BYTES);
    l.call(Syscall.OPENAT, Fcntl.AT_FDCWD, new Address(JoinedProcess.STAT, 0), READ, value(0))
        .into(STAT)
        .orFail(site);
    l.call(Syscall.READ, value(STAT), line, value(ProcessStat.MOST_BYTES)).into(BYTES).orFail(site);
    l.call(Syscall.CLOSE, value(STAT)).orGoOn();
    ProcessStat.parse(l.s(), line, BYTES);
    l.s()
        .when(
            isNot(ProcessStat.START, value(START_TIME)),
            another -> {
              another.move(ERROR, new Constant(-Errno.ESRCH.number(), "-ESRCH"));
              another.fail(ERROR);
            });
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
