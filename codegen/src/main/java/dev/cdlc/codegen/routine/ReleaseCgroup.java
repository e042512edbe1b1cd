package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.List;

/**
 * Leaves what {@link TakeCgroup} has taken in one hierarchy as it was: removes what it has made, as
 * long as others do not use it, and empties what was there.
 */
final class ReleaseCgroup {
  private static final String NAME = "release_cgroup";

  private static final Cell BASE = new Cell("release_cgroup_base");
  private static final Cell FIRST = new Cell("release_cgroup_first");
  private static final Cell PARENT = new Cell("release_cgroup_parent");
  private static final Cell CGROUP = new Cell("release_cgroup_fd");

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

  private static void empty(Sequence s, Data data, Address path) {
    BusyCgroup.empty(
        s,
        data,
        PARENT,
        attempt -> attempt.choose(is(FIRST, 0), ReleaseCgroup::look, made -> remove(made, path)));
  }

  private static void look(Sequence s) {
    LookIntoCgroup.call(s, value(CGROUP));
    s.move(BusyCgroup.RESULT, value(0));
    s.when(is(LookIntoCgroup.EMPTY, 0), TakeCgroup.busy(BusyCgroup.RESULT));
  }

  private static void remove(Sequence s, Address path) {
    s.call(Syscall.UNLINKAT, value(BASE), path, Fcntl.AT_REMOVEDIR)
        .into(BusyCgroup.RESULT)
        .orGoOn();
  }
}
