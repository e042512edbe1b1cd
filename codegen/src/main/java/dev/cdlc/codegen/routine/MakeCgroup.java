package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.List;

/**
 * Makes the container's cgroup in one hierarchy, with the folder that holds all of cdlc's. Another
 * supervisor removes that folder when it leaves it empty, so it is made again when it vanishes.
 */
public final class MakeCgroup {
  /** The negative errno, or what is not negative. */
  public static final Cell RESULT = new Cell("make_cgroup_result");

  private static final String FOLDER = "cgroup_folder";

  private static final String NAME = "make_cgroup";
  private static final int MOST_DIGITS = 20;
  private static final Operand MODE = new Operand.Constant(0755, "0755");
  private static final Cell PATH = new Cell("make_cgroup_path");

  /** The folder that the cgroup is in, and the cgroup, by their fds; zero if it was not made. */
  static final Cell PARENT = new Cell("make_cgroup_parent");

  static final Cell CGROUP = new Cell("make_cgroup_fd");

  private MakeCgroup() {}

  /** The name of the cgroup's folder, a string of C; a number is still to be put behind it. */
  public static Address folder(Data data, String prefix) {
    return data.variable(FOLDER, List.of(Part.Bytes.of(prefix), new Part.Zero(MOST_DIGITS + 1)));
  }

  static Address folder() {
    return new Address(FOLDER, 0);
  }

  /** {@code path} is that of the folder to make the cgroup in. */
  static void call(Sequence s, Operand path) {
    s.move(PATH, path);
    s.run(NAME);
  }

  /** In the hierarchy of cgroup v2. */
  public static void callUnified(Sequence s, Operand path) {
    clear(s);
    call(s, path);
    s.when(
        succeeded(RESULT),
        made -> {
          made.move(Hierarchy.UNIFIED.path(), path);
          made.move(Hierarchy.UNIFIED.parent(), value(PARENT));
          made.move(Hierarchy.UNIFIED.cgroup(), value(CGROUP));
        });
  }

  static void clear(Sequence s) {
    s.move(RESULT, value(0));
    s.move(PARENT, value(0));
    s.move(CGROUP, value(0));
  }

  static Routine routine() {
    Sequence s = Sequence.ofRoutine();
    s.loop(
        attempt -> {
          openParent(attempt);
          makeFolder(attempt, folder());
        });
    return new Routine(NAME, s.instructions());
  }

  private static void openParent(Sequence s) {
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            value(PATH),
            Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC),
            value(0))
        .into(PARENT)
        .orGoOn();
    s.when(
        failedWith(PARENT, Errno.ENOENT),
        missing -> {
          missing.call(Syscall.MKDIRAT, Fcntl.AT_FDCWD, value(PATH), MODE).into(RESULT).orGoOn();
          missing.when(succeeded(RESULT), Sequence::again);
          missing.when(failedWith(RESULT, Errno.EEXIST), Sequence::again);
          missing.comeBack();
        });
    s.move(RESULT, value(PARENT));
    s.when(failed(RESULT), Sequence::comeBack);
  }

  /**
   * It is left of a process that had the same pid, and its limits with it; busy, it is not ours.
   */
  private static void removeEmpty(Sequence s, Address folder) {
    s.call(Syscall.UNLINKAT, value(PARENT), folder, Fcntl.AT_REMOVEDIR).into(RESULT).orGoOn();
    s.when(succeeded(RESULT), MakeCgroup::startAgain);
    s.when(failedWith(RESULT, Errno.EBUSY), busy -> busy.move(PARENT, value(0)));
  }

  private static void startAgain(Sequence s) {
    s.call(Syscall.CLOSE, value(PARENT)).orGoOn();
    s.again();
  }

  private static void makeFolder(Sequence s, Address folder) {
    s.call(Syscall.MKDIRAT, value(PARENT), folder, MODE).into(RESULT).orGoOn();
    s.when(failedWith(RESULT, Errno.EEXIST), left -> removeEmpty(left, folder));
    s.when(failedWith(RESULT, Errno.ENOENT), MakeCgroup::startAgain);
    s.when(failed(RESULT), Sequence::comeBack);
    s.call(
            Syscall.OPENAT,
            value(PARENT),
            folder,
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(CGROUP)
        .orGoOn();
    s.move(RESULT, value(CGROUP));
    s.comeBack();
  }
}
