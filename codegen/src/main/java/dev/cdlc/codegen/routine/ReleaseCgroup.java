package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failedOtherwise;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.List;

/**
 * Leaves what {@link TakeCgroup} has taken in one hierarchy as it was: removes what it has made, as
 * long as others do not use it, and empties what was there.
 */
final class ReleaseCgroup {
  private static final String NAME = "release_cgroup";

  /** With a pause of 0.2 ms each, about ten seconds. */
  private static final int MOST_ATTEMPTS = 50_000;

  private static final Cell BASE = new Cell("release_cgroup_base");
  private static final Cell FIRST = new Cell("release_cgroup_first");
  private static final Cell PARENT = new Cell("release_cgroup_parent");
  private static final Cell CGROUP = new Cell("release_cgroup_fd");
  private static final Cell RESULT = new Cell("release_cgroup_result");
  private static final Cell ATTEMPT = new Cell("release_cgroup_attempt");

  private ReleaseCgroup() {}

  static void call(Sequence s, Hierarchy hierarchy) {
    s.when(
        isNot(hierarchy.path(), 0),
        taken -> {
          taken.move(BASE, value(hierarchy.path()));
          taken.move(FIRST, value(hierarchy.firstMade()));
          taken.move(PARENT, value(hierarchy.parent()));
          taken.move(CGROUP, value(hierarchy.cgroup()));
          taken.run(NAME);
        });
  }

  static Routine routine(Data data, NamedCgroup cgroup) {
    MakeCgroup.folder(data, cgroup.name());
    Sequence s = Sequence.ofRoutine();
    s.when(isNot(CGROUP, 0), taken -> empty(taken, data, data.text(cgroup.last())));
    s.when(is(FIRST, 0), Sequence::comeBack);
    List<String> above = cgroup.above();
    for (int i = above.size(); i > 0; i--) {
      Address path = data.text(above.get(i - 1));
      s.when(isLess(FIRST, value(i + 1)), made -> remove(made, path));
    }
    return new Routine(NAME, s.instructions());
  }

  /** A cgroup stays busy for a moment after its last process has ended. */
  private static void empty(Sequence s, Data data, Address path) {
    s.move(ATTEMPT, value(0));
    s.loop(
        attempt -> {
          attempt.choose(is(FIRST, 0), ReleaseCgroup::look, made -> remove(made, path));
          attempt.when(failedOtherwise(RESULT, Errno.EBUSY), Sequence::leave);
          attempt.compute(ATTEMPT, Operation.ADD, value(1));
          attempt.when(is(ATTEMPT, MOST_ATTEMPTS), Sequence::leave);
          KillCgroup.call(attempt, KillCgroup.TRACKER);
          RemoveChildren.call(attempt, PARENT);
          attempt.call(Syscall.NANOSLEEP, Pause.of(data, 0, 200_000), value(0)).orGoOn();
        });
  }

  private static void look(Sequence s) {
    LookIntoCgroup.call(s, value(CGROUP));
    s.move(RESULT, value(0));
    s.when(is(LookIntoCgroup.EMPTY, 0), TakeCgroup.busy(RESULT));
  }

  private static void remove(Sequence s, Address path) {
    s.call(Syscall.UNLINKAT, value(BASE), path, Fcntl.AT_REMOVEDIR).into(RESULT).orGoOn();
  }
}
