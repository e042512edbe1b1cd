package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.program.Operand.of;
import static dev.cdlc.codegen.sequence.Conditions.isNot;

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
  private static final Cell STATUS = new Cell("fail_status");

  private Fail() {}

  static Routine routine() {
    Sequence s = Sequence.ofRoutine();
    s.move(ERRNO, of(0));
    s.compute(ERRNO, Operation.SUBTRACT, of(OnError.ERRNO));
    s.when(isNot(Variables.IN_INIT, 0), Fail::leaveInPage);
    Report.call(s, of(Variables.SITE), of(ERRNO), STATUS);
    Undo.call(s);
    s.call(Syscall.EXIT_GROUP, of(STATUS)).orGoOn();
    return new Routine(Variables.FAIL, s.instructions());
  }

  private static void leaveInPage(Sequence s) {
    s.store(Width.WORD, of(Variables.PAGE), of(Variables.PAGE_ERRNO), of(ERRNO));
    s.call(Syscall.EXIT_GROUP, of(1)).orGoOn();
  }
}
