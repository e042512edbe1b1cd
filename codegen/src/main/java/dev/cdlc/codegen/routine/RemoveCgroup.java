package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/**
 * Removes the container's cgroup in one hierarchy, and the folder around it if that was the last.
 */
final class RemoveCgroup {
  private static final String NAME = "remove_cgroup";

  private static final Cell PATH = new Cell("remove_cgroup_path");
  private static final Cell PARENT = new Cell("remove_cgroup_parent");

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
    BusyCgroup.empty(
        s,
        data,
        PARENT,
        attempt ->
            attempt
                .call(Syscall.UNLINKAT, value(PARENT), MakeCgroup.folder(), Fcntl.AT_REMOVEDIR)
                .into(BusyCgroup.RESULT)
                .orGoOn());
    s.call(Syscall.UNLINKAT, Fcntl.AT_FDCWD, value(PATH), Fcntl.AT_REMOVEDIR).orGoOn();
    return new Routine(NAME, s.instructions());
  }
}
