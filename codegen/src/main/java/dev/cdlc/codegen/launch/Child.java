package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.List;

/** A process that is started to become another program, and whose end is waited for. */
final class Child {
  /** What a shell adds to the number of a signal. */
  private static final int SIGNALLED = 128;

  private static final int CLONE_ARGS_BYTES = 88;
  private static final int SIGINFO_BYTES = 128;
  private static final int SI_CODE = 8;
  private static final int SI_STATUS = 24;
  private static final Cell CODE = new Cell("child_code");

  private Child() {}

  /**
   * Starts it.
   *
   * @param child what it does; never falls through
   * @param pid gets a negative errno where there is none
   */
  static void start(Sequence s, Data data, String process, Cell pid, Sequence child) {
    s.call(Syscall.RT_SIGACTION, Signals.SIGCHLD, byDefault(data), value(0), value(8)).orGoOn();
    s.call(Syscall.CLONE3, cloneArgs(data), value(CLONE_ARGS_BYTES))
        .forkOrGoOn(process, pid, child);
  }

  /** In it: who waits for it may be killed. */
  static void endWithParent(Sequence s) {
    s.call(Syscall.PRCTL, Processes.PR_SET_PDEATHSIG, Signals.SIGTERM, value(0), value(0), value(0))
        .orGoOn();
  }

  /** Its exit status as a shell has it: 128+N for signal N. */
  static void await(Sequence s, Data data, Cell pid, Cell status) {
    Address siginfo = data.buffer("child_siginfo", SIGINFO_BYTES);
    s.call(Syscall.WAITID, Processes.P_PID, value(pid), siginfo, Processes.WEXITED, value(0))
        .retrying(Errno.EINTR)
        .orGoOn();
    s.load(CODE, Width.WORD, siginfo, value(SI_CODE));
    s.load(status, Width.WORD, siginfo, value(SI_STATUS));
    s.when(
        isNot(CODE, Processes.CLD_EXITED),
        killed -> killed.compute(status, Operation.ADD, value(SIGNALLED)));
  }

  /** Of asm-generic/signal.h: handler, flags, restorer and mask. */
  private static Address byDefault(Data data) {
    return data.constant(new Part.Zero(32));
  }

  private static Address cloneArgs(Data data) {
    return data.constant(
        List.of(
            new Part.Zero(32),
            new Part.Field("exit_signal", Width.DOUBLE, Signals.SIGCHLD),
            new Part.Zero(48)));
  }
}
