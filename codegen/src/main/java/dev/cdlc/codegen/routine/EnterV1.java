package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/** Makes the container's cgroup in a cgroup v1 hierarchy, if the host has that hierarchy. */
public final class EnterV1 {
  private static final String NAME = "enter_v1";
  private static final Cell MOUNT = new Cell("enter_v1_mount");
  private static final Cell PATH = new Cell("enter_v1_path");
  private static final Cell TASKS = new Cell("enter_v1_tasks");

  private EnterV1() {}

  /**
   * Leaves the cells of the hierarchy zero where the host does not have it, and a failure in {@link
   * MakeCgroup#RESULT}.
   */
  public static void call(Sequence s, Data data, Hierarchy hierarchy) {
    s.move(MOUNT, data.text(hierarchy.mount()));
    s.move(PATH, data.text(hierarchy.mount() + Hierarchy.FOLDER));
    s.run(NAME);
    s.move(hierarchy.path(), value(PATH));
    s.move(hierarchy.parent(), value(MakeCgroup.PARENT));
    s.move(hierarchy.cgroup(), value(MakeCgroup.CGROUP));
    s.move(hierarchy.tasks(), value(TASKS));
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    MakeCgroup.clear(s);
    s.move(TASKS, value(0));
    FileSystemType.call(s, value(MOUNT));
    s.when(isNot(FileSystemType.TYPE, Files.CGROUP_SUPER_MAGIC), Sequence::comeBack);
    MakeCgroup.call(s, value(PATH));
    s.when(failed(MakeCgroup.RESULT), Sequence::comeBack);
    s.call(
            Syscall.OPENAT,
            value(MakeCgroup.CGROUP),
            data.text("tasks"),
            Flags.or(Fcntl.O_WRONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(TASKS)
        .orGoOn();
    s.move(MakeCgroup.RESULT, value(TASKS));
    return new Routine(NAME, s.instructions());
  }
}
