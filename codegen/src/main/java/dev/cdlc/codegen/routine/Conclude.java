package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FailureTable.Stage;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import java.util.Optional;

/**
 * Ends the supervisor after the init: reports what kept the container from starting, or passes its
 * status on as a shell does, 128+N for signal N; either way with everything undone. Where something
 * went wrong, limits that were reached are told, and the call that a filter killed for.
 */
public final class Conclude {
  private static final String NAME = "conclude";
  private static final int SI_CODE = 8;
  private static final int SI_PID = 16;
  private static final int SI_STATUS = 24;
  private static final int SIGNALLED = 128;
  private static final Cell CODE = new Cell("conclude_code");
  private static final Cell STATUS = new Cell("conclude_status");
  private static final Cell PID = new Cell("conclude_pid");
  private static final Cell SITE = new Cell("conclude_site");
  private static final Cell ERRNO = new Cell("conclude_errno");

  private Conclude() {}

  /** Never comes back. */
  public static void call(Sequence s) {
    s.run(NAME);
  }

  static Routine routine(Data data, Optional<KillingFilter> filter) {
    Address siginfo = Undo.siginfo(data);
    Sequence s = Sequence.ofRoutine();
    Undo.awaitInit(s, data);
    Terminal.restore(s, data);
    s.load(CODE, Width.WORD, siginfo, value(SI_CODE));
    s.load(STATUS, Width.WORD, siginfo, value(SI_STATUS));
    s.load(ERRNO, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_ERRNO));
    s.load(SITE, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_SITE));
    s.when(isNot(CODE, Processes.CLD_EXITED), Conclude::killed);
    s.when(isNot(ERRNO, 0), failure -> Report.call(failure, value(SITE), value(ERRNO), STATUS));
    s.when(isNot(STATUS, 0), Breach::tellAll);
    if (filter.isPresent()) {
      s.load(PID, Width.WORD, siginfo, value(SI_PID));
      s.when(
          is(ERRNO, 0),
          started -> started.when(isNot(CODE, Processes.CLD_EXITED), Conclude::tellFiltered));
    }
    Undo.call(s);
    s.call(Syscall.EXIT_GROUP, value(STATUS)).orGoOn();
    return new Routine(NAME, s.instructions());
  }

  private static void tellFiltered(Sequence s) {
    s.when(
        is(STATUS, SIGNALLED + Signals.SIGSYS.value()),
        filtered -> KillingFilter.tell(filtered, PID));
  }

  /** One that came as far as execve(2) was killed as the container's command. */
  private static void killed(Sequence s) {
    s.compute(STATUS, Operation.ADD, value(SIGNALLED));
    s.when(
        Report.isOf(s, value(SITE), Stage.BUILDING),
        early -> early.move(ERRNO, value(Report.KILLED)));
  }
}
