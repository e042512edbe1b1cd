package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.InitAction;
import java.util.List;

/** What the init does beside the command: it has the duties of process 1, the command has not. */
final class Reaper {
  private static final int SIGNALFD_SIGINFO_BYTES = 128;
  private static final int SSI_SIGNO = 0;
  private static final int SSI_CODE = 8;
  private static final int SIGINFO_BYTES = 128;
  private static final int SI_CODE = 8;
  private static final int SI_PID = 16;
  private static final int SI_STATUS = 24;
  private static final int SIGNALLED = 128;

  /** A command may change its user, and still be sent signals. */
  private static final InitAction.SetCapabilities TO_FORWARD =
      new InitAction.SetCapabilities(
          List.of(Capability.CAP_KILL), List.of(Capability.CAP_KILL), List.of(), List.of());

  private static final Cell COMMAND = new Cell("command");
  private static final Cell SIGNALS = new Cell("reaper_signalfd");
  private static final Cell SIGNAL = new Cell("reaper_signal");
  private static final Cell CODE = new Cell("reaper_code");
  private static final Cell PID = new Cell("reaped_pid");
  private static final Cell STATUS = new Cell("reaped_status");

  private Reaper() {}

  /** {@code command} holds all that the command's process does until execve(2). */
  static void reap(Lowering l, Sequence command) {
    Sequence s = l.s();
    int site = l.site(Fault.HOST_RESOURCES, "cannot start the command beside its reaper");
    s.call(Syscall.PRCTL, Processes.PR_SET_CHILD_SUBREAPER, value(1), value(0), value(0), value(0))
        .orFail(site);
    s.call(Syscall.CLONE3, Cloning.childArgs(l.data()), value(Cloning.CLONE_ARGS_BYTES))
        .fork("command", COMMAND, command, site);
    Capabilities.set(l, TO_FORWARD);
    s.call(Syscall.CLOSE_RANGE, value(0), Preparation.HIGHEST_FD, value(0)).orGoOn();
    s.call(
            Syscall.SIGNALFD4,
            value(-1),
            SignalSet.FORWARDED_AND_CHILDREN.address(l.data()),
            value(8),
            value(0))
        .into(SIGNALS)
        .orFail(site);
    s.loop(next -> awaitSignal(l.in(next)));
  }

  /** What a terminal sends reaches the command without the reaper. */
  private static void awaitSignal(Lowering l) {
    Sequence s = l.s();
    Address signal = l.data().buffer("reaper_siginfo", SIGNALFD_SIGINFO_BYTES);
    s.call(Syscall.READ, value(SIGNALS), signal, value(SIGNALFD_SIGINFO_BYTES)).orGoOn();
    s.load(SIGNAL, Width.WORD, signal, value(SSI_SIGNO));
    s.load(CODE, Width.WORD, signal, value(SSI_CODE));
    s.choose(
        is(SIGNAL, Signals.SIGCHLD),
        child -> child.loop(next -> reapOne(l.in(next))),
        other ->
            other.when(
                isNot(CODE, Signals.SI_KERNEL),
                sent -> sent.call(Syscall.KILL, value(COMMAND), value(SIGNAL)).orGoOn()));
  }

  /** Several children may have ended for one signal. */
  private static void reapOne(Lowering l) {
    Sequence s = l.s();
    Address reaped = l.data().buffer("reaped_siginfo", SIGINFO_BYTES);
    s.store(Width.WORD, reaped, value(SI_PID), value(0));
    s.call(
            Syscall.WAITID,
            Processes.P_ALL,
            value(0),
            reaped,
            Flags.or(Processes.WEXITED, Processes.WNOHANG),
            value(0))
        .orGoOn();
    s.load(PID, Width.WORD, reaped, value(SI_PID));
    s.when(is(PID, 0), Sequence::leave);
    s.when(is(PID, value(COMMAND)), ended -> exit(ended, reaped));
  }

  private static void exit(Sequence s, Address reaped) {
    s.load(STATUS, Width.WORD, reaped, value(SI_STATUS));
    s.load(CODE, Width.WORD, reaped, value(SI_CODE));
    s.when(
        isNot(CODE, Processes.CLD_EXITED),
        killed -> killed.compute(STATUS, Operation.ADD, value(SIGNALLED)));
    s.call(Syscall.EXIT_GROUP, value(STATUS)).orGoOn();
  }
}
