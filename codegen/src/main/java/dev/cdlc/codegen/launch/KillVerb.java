package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedOtherwise;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.launch.ContainerStatus.Status;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;

/** {@code kill}: sends a signal to the init, and to nobody who has its pid after it. */
final class KillVerb {
  private static final Cell PID = new Cell("kill_pid");
  private static final Cell PIDFD = new Cell("kill_pidfd");
  private static final Cell RESULT = new Cell("kill_result");

  private KillVerb() {}

  /** Who has the pid when it is opened keeps it, and is then seen to be the init. */
  static void run(Sequence s, Data data) {
    readSignal(s);
    StateFolder.loadNumber(s, data, PID, LaunchRecord.PID);
    s.call(Syscall.PIDFD_OPEN, value(PID), value(0)).into(PIDFD).orGoOn();
    s.when(failed(PIDFD), OciScript::become);
    ContainerStatus.find(s);
    s.when(is(ContainerStatus.STATUS, Status.STOPPED.number()), OciScript::become);
    s.when(is(ContainerStatus.STATUS, Status.PAUSED.number()), KillVerb::leaveThawing);
    s.call(Syscall.PIDFD_SEND_SIGNAL, value(PIDFD), value(SignalWord.NUMBER), value(0), value(0))
        .into(RESULT)
        .orGoOn();
    s.when(
        failed(RESULT),
        refused -> refused.when(failedOtherwise(RESULT, Errno.ESRCH), OciScript::become));
  }

  private static void readSignal(Sequence s) {
    s.move(SignalWord.NUMBER, Signals.SIGTERM);
    s.load(OciWords.WORD, Width.DOUBLE, value(OciWords.NEXT), value(0));
    s.when(
        isNot(OciWords.WORD, 0),
        said -> {
          OciWords.take(said);
          SignalWord.read(said);
          OciWords.requireEnd(said);
        });
  }

  private static void leaveThawing(Sequence s) {
    s.when(is(SignalWord.NUMBER, Signals.SIGKILL), OciScript::become);
  }
}
