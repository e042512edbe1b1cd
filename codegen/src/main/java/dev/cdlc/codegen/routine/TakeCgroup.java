package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedOtherwise;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.function.Consumer;

/**
 * Takes the cgroup that the source names in one hierarchy, if the host has that hierarchy: makes
 * what is missing on the way, and the cgroup itself unless it is there and empty.
 */
public final class TakeCgroup {
  private static final String NAME = "take_cgroup";
  private static final Operand MODE = new Constant(0755, "0755");
  private static final Constant FOLDER = Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC);

  /** Both dots of a path that begins outside of the hierarchy's root, as one number. */
  private static final int TWO_DOTS = 0x2e2e;

  private static final Cell MOUNT = new Cell("take_cgroup_mount");
  private static final Cell TYPE = new Cell("take_cgroup_type");
  private static final Cell CONTROLLER = new Cell("take_cgroup_controller");
  private static final Cell BASE = new Cell("take_cgroup_base");
  private static final Cell FIRST = new Cell("take_cgroup_first");
  private static final Cell TASKS = new Cell("take_cgroup_tasks");
  private static final Cell MADE = new Cell("take_cgroup_made");
  private static final Cell OWN = new Cell("take_cgroup_own");
  private static final Cell BYTE = new Cell("take_cgroup_byte");

  private TakeCgroup() {}

  /**
   * In a hierarchy of cgroup v1. Leaves the cells of the hierarchy zero where the host does not
   * have it, and a failure in {@link MakeCgroup#RESULT}: EBUSY if somebody else uses the cgroup.
   */
  public static void callV1(Sequence s, Data data, Hierarchy hierarchy) {
    s.move(MOUNT, data.text(hierarchy.mount()));
    s.move(CONTROLLER, data.text(hierarchy.name()));
    s.move(TYPE, Files.CGROUP_SUPER_MAGIC);
    run(s, hierarchy);
    s.move(hierarchy.tasks(), value(TASKS));
  }

  /** The same in the hierarchy of cgroup v2, which is mounted at {@code mount}. */
  public static void callUnified(Sequence s, Data data, String mount) {
    s.move(MOUNT, data.text(mount));
    s.move(CONTROLLER, data.text(""));
    s.move(TYPE, Files.CGROUP2_SUPER_MAGIC);
    run(s, Hierarchy.UNIFIED);
  }

  private static void run(Sequence s, Hierarchy hierarchy) {
    s.run(NAME);
    s.move(hierarchy.path(), value(BASE));
    s.move(hierarchy.firstMade(), value(FIRST));
    s.move(hierarchy.parent(), value(MakeCgroup.PARENT));
    s.move(hierarchy.cgroup(), value(MakeCgroup.CGROUP));
  }

  static Routine routine(Data data, NamedCgroup cgroup) {
    Sequence s = Sequence.ofRoutine();
    MakeCgroup.clear(s);
    s.move(BASE, value(0));
    s.move(FIRST, value(0));
    s.move(TASKS, value(0));
    FileSystemType.call(s, value(MOUNT));
    s.when(isNot(FileSystemType.TYPE, value(TYPE)), Sequence::comeBack);
    openBase(s, cgroup.absolute());
    for (int i = 0; i < cgroup.levels().size(); i++) {
      make(s, data.text(cgroup.levels().get(i)), i + 1);
    }
    openCgroup(s, data, cgroup);
    s.when(is(FIRST, 0), TakeCgroup::requireEmpty);
    s.when(is(TYPE, Files.CGROUP_SUPER_MAGIC), v1 -> openTasks(v1, data));
    return new Routine(NAME, s.instructions());
  }

  private static void openBase(Sequence s, boolean absolute) {
    open(s, Fcntl.AT_FDCWD, value(MOUNT), FOLDER, BASE);
    if (!absolute) {
      FindOwnCgroup.call(s, value(CONTROLLER));
      s.move(OWN, value(FindOwnCgroup.PATH));
      failIf(s, OWN);
      s.compute(OWN, Operation.ADD, value(1));
      s.load(BYTE, Width.BYTE, value(OWN), value(0));
      s.when(isNot(BYTE, 0), TakeCgroup::openOwn);
    }
  }

  /** A process of cgroup v2 is where no cgroup beneath could have a controller. */
  private static void openOwn(Sequence s) {
    s.load(BYTE, Width.HALF, value(OWN), value(0));
    s.when(
        is(BYTE, TWO_DOTS),
        outside -> {
          outside.move(MakeCgroup.RESULT, new Constant(-Errno.EXDEV.number(), "-EXDEV"));
          outside.move(BASE, value(0));
          outside.comeBack();
        });
    open(s, value(BASE), value(OWN), FOLDER, BASE);
    s.when(
        is(TYPE, Files.CGROUP2_SUPER_MAGIC),
        v2 -> {
          v2.store(Width.WORD, value(OWN), value(0), new Constant(TWO_DOTS, ".."));
          open(v2, value(BASE), value(OWN), FOLDER, BASE);
        });
  }

  private static void open(Sequence s, Operand folder, Operand path, Operand flags, Cell fd) {
    s.call(Syscall.OPENAT, folder, path, flags, value(0)).into(MakeCgroup.RESULT).orGoOn();
    failIf(s, MakeCgroup.RESULT);
    s.move(fd, value(MakeCgroup.RESULT));
  }

  private static void failIf(Sequence s, Cell result) {
    s.when(
        failed(result),
        refused -> {
          refused.move(MakeCgroup.RESULT, value(result));
          refused.comeBack();
        });
  }

  /** {@code number} counts the levels from 1. */
  private static void make(Sequence s, Operand path, int number) {
    s.call(Syscall.MKDIRAT, value(BASE), path, MODE).into(MADE).orGoOn();
    s.when(
        failed(MADE), there -> there.when(failedOtherwise(MADE, Errno.EEXIST), TakeCgroup::refuse));
    s.when(
        succeeded(MADE),
        made -> made.when(is(FIRST, 0), first -> first.move(FIRST, value(number))));
  }

  private static void refuse(Sequence s) {
    s.move(MakeCgroup.RESULT, value(MADE));
    s.comeBack();
  }

  private static void openCgroup(Sequence s, Data data, NamedCgroup cgroup) {
    Constant read = Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC);
    open(s, value(BASE), data.text(cgroup.last()), read, MakeCgroup.CGROUP);
    if (cgroup.above().isEmpty()) {
      s.move(MakeCgroup.PARENT, value(BASE));
    } else {
      open(s, value(BASE), data.text(cgroup.above().getLast()), FOLDER, MakeCgroup.PARENT);
    }
  }

  /** What others have in it is theirs, and must not be killed or removed with the container. */
  private static void requireEmpty(Sequence s) {
    LookIntoCgroup.call(s, value(MakeCgroup.CGROUP));
    s.when(
        is(LookIntoCgroup.EMPTY, 0),
        used -> {
          MakeCgroup.clear(used);
          busy(MakeCgroup.RESULT).accept(used);
          used.comeBack();
        });
  }

  /** That others use it, as the result of a call. */
  static Consumer<Sequence> busy(Cell result) {
    return s -> s.move(result, new Constant(-Errno.EBUSY.number(), "-EBUSY"));
  }

  private static void openTasks(Sequence s, Data data) {
    Constant write = Flags.or(Fcntl.O_WRONLY, Fcntl.O_CLOEXEC);
    open(s, value(MakeCgroup.CGROUP), data.text("tasks"), write, TASKS);
  }
}
