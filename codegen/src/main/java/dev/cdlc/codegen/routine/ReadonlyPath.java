package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.MountApi;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;

/** Mounts a path beneath the root onto itself, read-only; passes over one that is missing. */
public final class ReadonlyPath {
  private static final String NAME = "readonly_path";
  private static final Cell PATH = new Cell("readonly_path");
  private static final Cell ATTRIBUTES = new Cell("readonly_attributes");
  private static final Cell PLACE = new Cell("readonly_place");
  private static final Cell TREE = new Cell("readonly_tree");
  private static final long MOUNT_ATTR_BYTES = 32;

  private ReadonlyPath() {}

  /**
   * Fails at the site noted last.
   *
   * @param attributes a {@code struct mount_attr} by its address
   */
  public static void call(Sequence s, Operand path, Operand attributes) {
    s.move(PATH, path);
    s.move(ATTRIBUTES, attributes);
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Address none = data.text("");
    Sequence s = Sequence.ofRoutine();
    s.call(Syscall.OPENAT2, value(Variables.ROOT), value(PATH), OpenHow.path(data), OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(PLACE)
        .orGoOn();
    s.when(failedWith(PLACE, Errno.ENOENT), Sequence::comeBack);
    s.when(failed(PLACE), other -> other.fail(PLACE));
    s.call(
            Syscall.OPEN_TREE,
            value(PLACE),
            none,
            Flags.or(
                MountApi.OPEN_TREE_CLONE,
                MountApi.OPEN_TREE_CLOEXEC,
                Fcntl.AT_EMPTY_PATH,
                Fcntl.AT_RECURSIVE))
        .into(TREE)
        .orFail();
    s.call(
            Syscall.MOUNT_SETATTR,
            value(TREE),
            none,
            Flags.or(Fcntl.AT_EMPTY_PATH, Fcntl.AT_RECURSIVE),
            value(ATTRIBUTES),
            value(MOUNT_ATTR_BYTES))
        .orFail();
    s.call(
            Syscall.MOVE_MOUNT,
            value(TREE),
            none,
            value(PLACE),
            none,
            Flags.or(MountApi.MOVE_MOUNT_F_EMPTY_PATH, MountApi.MOVE_MOUNT_T_EMPTY_PATH))
        .orFail();
    return new Routine(NAME, s.instructions());
  }
}
