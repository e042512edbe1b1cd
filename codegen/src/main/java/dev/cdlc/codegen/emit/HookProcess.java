package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isAtLeast;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Seccomp;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.routine.HookEnd;
import dev.cdlc.codegen.routine.Strlen;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import java.util.List;

/**
 * The routine that runs a hook: in a process group of its own, its state on standard input, its
 * output on standard error, nothing else open. It ends with who started it, and when its time is
 * over or a signal asks the container to end.
 */
final class HookProcess {
  /** By its fd. */
  static final Cell EXECUTABLE = new Cell("hook_executable");

  /** What the fd was opened at. */
  static final Cell PATH = new Cell("hook_path");

  static final Cell ARGV = new Cell("hook_argv");
  static final Cell ENVP = new Cell("hook_envp");

  /** The address of the folder where it stands; 0 for that of who starts it. */
  static final Cell FOLDER = new Cell("hook_folder");

  /** The address of its {@code sock_fprog}, or 0. */
  static final Cell FILTER = new Cell("hook_filter");

  static final Cell FILTER_FLAGS = new Cell("hook_filter_flags");

  /** The address of its state up to the pid. */
  static final Cell STATE = new Cell("hook_state");

  /** The container's pid, or 0 where the state has none. */
  static final Cell PID = new Cell("hook_pid");

  /** Its time in seconds; 0 where that has no end. */
  static final Cell SECONDS = new Cell("hook_seconds");

  /** 0, or a negative errno, or that of a {@link HookEnd}. */
  static final Cell RESULT = new Cell("hook_result");

  static final String NAME = "run_hook";

  private static final int IOVEC_BYTES = 16;
  private static final int MOST_DIGITS = 20;
  private static final int SIGINFO_BYTES = 128;
  private static final int SI_CODE = 8;
  private static final int SI_STATUS = 24;
  private static final int USUAL_UMASK = 0022;
  private static final Cell FD = new Cell("hook_stdin");
  private static final Cell SIGNALS = new Cell("hook_signalfd");
  private static final Cell PIDFD = new Cell("hook_pidfd");
  private static final Cell CHILD = new Cell("hook_child");
  private static final Cell GROUP = new Cell("hook_group");
  private static final Cell EVENTS = new Cell("hook_events");
  private static final Cell ITEM = new Cell("hook_item");
  private static final Cell LENGTH = new Cell("hook_length");
  private static final Cell TIME = new Cell("hook_time");

  private HookProcess() {}

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    writeState(s, data);
    s.when(failed(RESULT), Sequence::comeBack);
    watchSignals(s, data);
    s.store(Width.WORD, value(Variables.PAGE), value(Variables.PAGE_HOOK), value(0));
    Sequence child = Sequence.ofRoutine();
    execute(child, data);
    s.call(Syscall.CLONE3, cloneArgs(data), value(Cloning.CLONE_ARGS_BYTES))
        .forkOrGoOn("hook", CHILD, child);
    s.move(RESULT, value(CHILD));
    s.when(isAtLeast(CHILD, 1), started -> await(started, data));
    s.call(Syscall.CLOSE, value(SIGNALS)).orGoOn();
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
    return new Routine(NAME, s.instructions());
  }

  /** Into memory that is the hook's alone. */
  private static void writeState(Sequence s, Data data) {
    createMemory(s, data);
    s.when(failed(FD), Sequence::comeBack);
    Address pieces = data.buffer("hook_pieces", 3 * IOVEC_BYTES);
    Address digits = data.buffer("hook_digits", MOST_DIGITS + 1);
    s.move(ITEM, digits);
    s.when(isNot(PID, 0), known -> FormatInt.call(known, value(PID), ITEM));
    s.store(Width.BYTE, value(ITEM), value(0), value(0));
    add(s, pieces, 0, STATE);
    s.move(ITEM, digits);
    add(s, pieces, 1, ITEM);
    s.move(ITEM, data.text("}"));
    add(s, pieces, 2, ITEM);
    s.call(Syscall.WRITEV, value(FD), pieces, value(3)).into(RESULT).orGoOn();
    s.call(Syscall.LSEEK, value(FD), value(0), Files.SEEK_SET).orGoOn();
  }

  /** MFD_NOEXEC_SEAL is known from Linux 6.3 on, and asked for where vm.memfd_noexec is 2. */
  private static void createMemory(Sequence s, Data data) {
    Address name = data.text("state");
    s.call(Syscall.MEMFD_CREATE, name, Flags.or(Files.MFD_CLOEXEC, Files.MFD_NOEXEC_SEAL))
        .into(FD)
        .orGoOn();
    s.when(
        failedWith(FD, Errno.EINVAL),
        older -> older.call(Syscall.MEMFD_CREATE, name, Files.MFD_CLOEXEC).into(FD).orGoOn());
    s.move(RESULT, value(FD));
  }

  private static void add(Sequence s, Address pieces, long index, Cell text) {
    Strlen.call(s, value(text), LENGTH);
    s.store(Width.DOUBLE, pieces, value(index * IOVEC_BYTES), value(text));
    s.store(Width.DOUBLE, pieces, value(index * IOVEC_BYTES + 8), value(LENGTH));
  }

  /** They are not taken: the event loop, or the command, is told of them later. */
  private static void watchSignals(Sequence s, Data data) {
    s.call(
            Syscall.SIGNALFD4,
            value(-1),
            SignalSet.ENDING.address(data),
            value(8),
            Signals.SFD_CLOEXEC)
        .into(SIGNALS)
        .orGoOn();
  }

  private static Address cloneArgs(Data data) {
    return data.constant(
        List.of(
            new Part.Field("flags", Width.DOUBLE, Processes.CLONE_PIDFD),
            Data.pointer(pidfd(data)),
            new Part.Zero(16),
            new Part.Field("exit_signal", Width.DOUBLE, Signals.SIGCHLD),
            new Part.Zero(48)));
  }

  private static Address pidfd(Data data) {
    return data.buffer("hook_pidfd_memory", 8);
  }

  /** In the hook's process; standard error is where the supervisor's or the container's is. */
  private static void execute(Sequence s, Data data) {
    s.call(Syscall.SETPGID, value(0), value(0)).orGoOn();
    s.call(Syscall.PRCTL, Processes.PR_SET_PDEATHSIG, Signals.SIGKILL, value(0), value(0), value(0))
        .orGoOn();
    s.when(
        isNot(Variables.IN_INIT, 0), init -> init.call(Syscall.UMASK, value(USUAL_UMASK)).orGoOn());
    s.move(RESULT, value(0));
    s.when(isNot(FOLDER, 0), away -> away.call(Syscall.CHDIR, value(FOLDER)).into(RESULT).orGoOn());
    s.when(failed(RESULT), HookProcess::leaveErrno);
    s.call(Syscall.DUP3, value(FD), value(0), value(0)).orGoOn();
    s.call(Syscall.DUP3, value(2), value(1), value(0)).orGoOn();
    s.call(
            Syscall.RT_SIGPROCMASK,
            Signals.SIG_SETMASK,
            SignalSet.NONE.address(data),
            value(0),
            value(8))
        .orGoOn();
    s.when(is(FILTER, 0), unfiltered -> executeOpened(unfiltered, data));
    executePath(s);
    leaveErrno(s);
  }

  private static void executeOpened(Sequence s, Data data) {
    s.call(
            Syscall.EXECVEAT,
            value(EXECUTABLE),
            data.text(""),
            value(ARGV),
            value(ENVP),
            Fcntl.AT_EMPTY_PATH)
        .orGoOn();
  }

  /**
   * The interpreter of a script reads it again, but finds nothing open; nor does a path that leads
   * through proc(5) to what its process has open. A filter may deny execveat(2).
   */
  private static void executePath(Sequence s) {
    s.call(Syscall.CLOSE_RANGE, value(3), Preparation.HIGHEST_FD, value(0)).orGoOn();
    s.when(
        isNot(FILTER, 0),
        filtered -> {
          filtered
              .call(
                  Syscall.SECCOMP,
                  Seccomp.SECCOMP_SET_MODE_FILTER,
                  value(FILTER_FLAGS),
                  value(FILTER))
              .into(RESULT)
              .orGoOn();
          filtered.when(failed(RESULT), HookProcess::leaveErrno);
        });
    s.call(Syscall.EXECVE, value(PATH), value(ARGV), value(ENVP)).into(RESULT).orGoOn();
  }

  private static void leaveErrno(Sequence s) {
    s.move(ITEM, value(0));
    s.compute(ITEM, Operation.SUBTRACT, value(RESULT));
    s.store(Width.WORD, value(Variables.PAGE), value(Variables.PAGE_HOOK), value(ITEM));
    s.call(Syscall.EXIT_GROUP, value(1)).orGoOn();
  }

  /** In who started it. */
  private static void await(Sequence s, Data data) {
    s.load(PIDFD, Width.WORD, pidfd(data), value(0));
    s.move(RESULT, value(0));
    Address polled = data.variable("hook_poll", PollFd.forInput(2));
    s.store(Width.WORD, polled, value(PollFd.fd(0)), value(PIDFD));
    s.store(Width.WORD, polled, value(PollFd.fd(1)), value(SIGNALS));
    limitTime(s, data);
    s.call(Syscall.PPOLL, polled, value(2), value(TIME), value(0), value(0))
        .retrying(Errno.EINTR)
        .into(EVENTS)
        .orGoOn();
    s.when(is(EVENTS, 0), late -> kill(late, HookEnd.LATE));
    s.load(EVENTS, Width.HALF, polled, value(PollFd.revents(0)));
    s.when(
        is(RESULT, 0),
        inTime -> inTime.when(is(EVENTS, 0), asked -> kill(asked, HookEnd.INTERRUPTED)));
    reap(s, data);
  }

  /** ppoll(2) takes from the timeout what has passed. */
  private static void limitTime(Sequence s, Data data) {
    Address timeout = data.buffer("hook_timeout", 16);
    s.move(TIME, value(0));
    s.store(Width.DOUBLE, timeout, value(0), value(SECONDS));
    s.store(Width.DOUBLE, timeout, value(8), value(0));
    s.when(isNot(SECONDS, 0), limited -> limited.move(TIME, timeout));
  }

  /** It may not have become a group yet. */
  private static void kill(Sequence s, HookEnd end) {
    s.move(RESULT, end.result());
    s.move(GROUP, value(0));
    s.compute(GROUP, Operation.SUBTRACT, value(CHILD));
    s.call(Syscall.KILL, value(GROUP), Signals.SIGKILL).orGoOn();
    s.call(Syscall.PIDFD_SEND_SIGNAL, value(PIDFD), Signals.SIGKILL, value(0), value(0)).orGoOn();
  }

  private static void reap(Sequence s, Data data) {
    Address siginfo = data.buffer("hook_siginfo", SIGINFO_BYTES);
    s.call(Syscall.WAITID, Processes.P_PIDFD, value(PIDFD), siginfo, Processes.WEXITED, value(0))
        .retrying(Errno.EINTR)
        .orGoOn();
    s.call(Syscall.CLOSE, value(PIDFD)).orGoOn();
    s.load(ITEM, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_HOOK));
    s.when(is(RESULT, 0), HookProcess::takeErrno);
    s.when(is(RESULT, 0), executed -> takeStatus(executed, siginfo));
  }

  private static void takeErrno(Sequence s) {
    s.compute(RESULT, Operation.SUBTRACT, value(ITEM));
  }

  private static void takeStatus(Sequence s, Address siginfo) {
    s.load(ITEM, Width.WORD, siginfo, value(SI_STATUS));
    s.store(Width.WORD, value(Variables.PAGE), value(Variables.PAGE_HOOK), value(ITEM));
    s.load(EVENTS, Width.WORD, siginfo, value(SI_CODE));
    s.choose(
        is(EVENTS, Processes.CLD_EXITED),
        exited ->
            exited.when(isNot(ITEM, 0), failure -> failure.move(RESULT, HookEnd.EXITED.result())),
        killed -> killed.move(RESULT, HookEnd.KILLED.result()));
  }
}
