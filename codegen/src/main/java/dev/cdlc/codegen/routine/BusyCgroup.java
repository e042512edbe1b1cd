package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failedOtherwise;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.function.Consumer;

/**
 * A cgroup that is to be empty. It stays busy for a moment after its last process has ended; what
 * still runs there is killed, and cgroups that the container has made in its own are removed.
 */
final class BusyCgroup {
  /** What an attempt came to. */
  static final Cell RESULT = new Cell("busy_cgroup_result");

  /** With a pause of 0.2 ms each, about ten seconds. */
  private static final int MOST_ATTEMPTS = 50_000;

  private static final Cell ATTEMPT = new Cell("busy_cgroup_attempt");

  private BusyCgroup() {}

  /**
   * Attempts until it is not busy any more.
   *
   * @param parent the folder that the container's cgroup is in
   * @param attempt leaves {@code -EBUSY} in {@link #RESULT} if it is
   */
  static void empty(Sequence s, Data data, Cell parent, Consumer<Sequence> attempt) {
    s.move(ATTEMPT, value(0));
    s.loop(
        again -> {
          attempt.accept(again);
          again.when(failedOtherwise(RESULT, Errno.EBUSY), Sequence::leave);
          again.compute(ATTEMPT, Operation.ADD, value(1));
          again.when(is(ATTEMPT, MOST_ATTEMPTS), Sequence::leave);
          KillCgroup.call(again, KillCgroup.TRACKER);
          RemoveChildren.call(again, parent);
          again.call(Syscall.NANOSLEEP, Pause.of(data, 0, 200_000), value(0)).orGoOn();
        });
  }
}
