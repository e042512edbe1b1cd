package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failedOtherwise;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;

/**
 * Removes the container's cgroup in one hierarchy, and the folder around it if that was the last. A
 * cgroup stays busy for a moment after its last process has ended; what still runs there is killed,
 * and cgroups that the container has made in its own are removed.
 */
final class RemoveCgroup {
  private static final String NAME = "remove_cgroup";

  /** With a pause of 0.2 ms each, about ten seconds. */
  private static final int MOST_ATTEMPTS = 50_000;

  private static final Cell PATH = new Cell("remove_cgroup_path");
  private static final Cell PARENT = new Cell("remove_cgroup_parent");
  private static final Cell RESULT = new Cell("remove_cgroup_result");
  private static final Cell ATTEMPT = new Cell("remove_cgroup_attempt");

  private RemoveCgroup() {}

  static void call(Sequence s, Hierarchy hierarchy) {
    s.when(
        isNot(hierarchy.parent(), 0),
        made -> {
          made.move(PATH, value(hierarchy.path()));
          made.move(PARENT, value(hierarchy.parent()));
          made.run(NAME);
        });
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    s.move(ATTEMPT, value(0));
    s.loop(
        attempt -> {
          attempt
              .call(Syscall.UNLINKAT, value(PARENT), MakeCgroup.folder(), Fcntl.AT_REMOVEDIR)
              .into(RESULT)
              .orGoOn();
          attempt.when(failedOtherwise(RESULT, Errno.EBUSY), Sequence::leave);
          attempt.compute(ATTEMPT, Operation.ADD, value(1));
          attempt.when(is(ATTEMPT, MOST_ATTEMPTS), Sequence::leave);
          KillCgroup.call(attempt, KillCgroup.TRACKER);
          RemoveChildren.call(attempt, PARENT);
          attempt.call(Syscall.NANOSLEEP, Pause.of(data, 0, 200_000), value(0)).orGoOn();
        });
    s.call(Syscall.UNLINKAT, Fcntl.AT_FDCWD, value(PATH), Fcntl.AT_REMOVEDIR).orGoOn();
    return new Routine(NAME, s.instructions());
  }
}
