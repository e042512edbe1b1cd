package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;

/**
 * execve(2) of one candidate of a search along PATH. Comes back if it is not there; one that may
 * not be executed is remembered, since it explains more than that the others were missing. A second
 * search finds out what is in the way.
 */
public final class TryExecve {
  public static final Cell ARGV = new Cell("execve_argv");
  public static final Cell ENVP = new Cell("execve_envp");

  /** The negative errno to report if no candidate could be executed. */
  public static final Cell ERRNO = new Cell("execve_errno");

  /** Nonzero when all candidates have failed, and are gone through again to find out why. */
  public static final Cell EXPLAINING = new Cell("execve_explaining");

  private static final String NAME = "try_execve";
  private static final Cell CANDIDATE = new Cell("execve_candidate");
  private static final Cell RESULT = new Cell("execve_result");

  private TryExecve() {}

  public static void call(Sequence s, Operand candidate) {
    s.move(CANDIDATE, candidate);
    s.run(NAME);
  }

  static Routine routine() {
    Sequence s = Sequence.ofRoutine();
    s.when(
        isNot(EXPLAINING, 0),
        again -> {
          ExplainExecve.call(again, value(CANDIDATE), value(ERRNO));
          again.comeBack();
        });
    s.call(Syscall.EXECVE, value(CANDIDATE), value(ARGV), value(ENVP)).into(RESULT).orGoOn();
    s.when(failedWith(RESULT, Errno.ENOENT), Sequence::comeBack);
    s.when(failedWith(RESULT, Errno.ENOTDIR), Sequence::comeBack);
    s.when(
        failedWith(RESULT, Errno.EACCES),
        denied -> {
          denied.move(ERRNO, value(RESULT));
          denied.comeBack();
        });
    ExplainExecve.call(s, value(CANDIDATE), value(RESULT));
    s.fail(RESULT);
    return new Routine(NAME, s.instructions());
  }
}
