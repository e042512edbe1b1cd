package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;

/**
 * Ends the running process after a failure. The init leaves the errno in the shared page, since its
 * container may not let it write; the supervisor reports, undoes what was done, and exits.
 */
final class Fail {
  private static final Cell ERRNO = new Cell("fail_errno");
  private static final Cell INIT_ERRNO = new Cell("fail_init_errno");
  private static final Cell STATUS = new Cell("fail_status");

  private Fail() {}

  static Routine routine() {
    Sequence s = Sequence.ofRoutine();
    s.move(ERRNO, value(0));
    s.compute(ERRNO, Operation.SUBTRACT, value(OnError.ERRNO));
    s.when(isNot(Variables.IN_INIT, 0), Fail::leaveInPage);
    s.when(isNot(Variables.PAGE, 0), Fail::blameInit);
    Report.call(s, value(Variables.SITE), value(ERRNO), STATUS);
    Undo.call(s);
    s.call(Syscall.EXIT_GROUP, value(STATUS)).orGoOn();
    return new Routine(Variables.FAIL, s.instructions());
  }

  /** An init that has failed makes the supervisor fail; the cause is what counts. */
  private static void blameInit(Sequence s) {
    s.load(INIT_ERRNO, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_ERRNO));
    s.when(
        isNot(INIT_ERRNO, 0),
        cause -> {
          cause.move(ERRNO, value(INIT_ERRNO));
          cause.load(Variables.SITE, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_SITE));
        });
  }

  private static void leaveInPage(Sequence s) {
    s.store(Width.WORD, value(Variables.PAGE), value(Variables.PAGE_ERRNO), value(ERRNO));
    s.call(Syscall.EXIT_GROUP, value(1)).orGoOn();
  }
}
