package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.MountApi;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;

/**
 * Covers a path beneath the root: a folder by an empty read-only tmpfs, the same for all of them, a
 * file by the host's {@code /dev/null}. What is missing needs no cover.
 */
public final class MaskPath {
  private static final String NAME = "mask_path";
  private static final Constant RDONLY = new Constant(1, "MOUNT_ATTR_RDONLY");
  private static final Constant CLONE =
      Flags.or(MountApi.OPEN_TREE_CLONE, MountApi.OPEN_TREE_CLOEXEC);
  private static final Cell FILE = new Cell("mask_file");
  private static final Cell FOLDER = new Cell("mask_folder");
  private static final Cell PLACE = new Cell("mask_place");
  private static final Cell CONTEXT = new Cell("mask_context");
  private static final Cell COVER = new Cell("mask_cover");

  /** The tmpfs, by its fd, once it covers a folder. */
  private static final Cell EMPTY = new Cell("mask_empty");

  private MaskPath() {}

  /** Fails at the site noted last. */
  public static void call(Sequence s, Data data, String path) {
    s.move(FILE, data.text(path));
    s.move(FOLDER, data.text(path + "/."));
    s.run(NAME);
  }

  /** The tmpfs is no longer open; the next folder gets a new one. */
  public static void forget(Sequence s) {
    s.move(EMPTY, value(0));
  }

  /** A trailing {@code /.} is found at a folder only; at a file it is ENOTDIR. */
  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    resolve(s, data, FOLDER);
    s.choose(
        failedWith(PLACE, Errno.ENOTDIR),
        file -> {
          resolve(file, data, FILE);
          comeBackIfMissing(file);
          cloneTree(file, Fcntl.AT_FDCWD, data.text("/dev/null"), CLONE);
        },
        folder -> {
          comeBackIfMissing(folder);
          takeEmpty(folder, data);
        });
    s.call(
            Syscall.MOVE_MOUNT,
            value(COVER),
            data.text(""),
            value(PLACE),
            data.text(""),
            Flags.or(MountApi.MOVE_MOUNT_F_EMPTY_PATH, MountApi.MOVE_MOUNT_T_EMPTY_PATH))
        .orFail();
    return new Routine(NAME, s.instructions());
  }

  private static void resolve(Sequence s, Data data, Cell path) {
    s.call(Syscall.OPENAT2, value(Variables.ROOT), value(path), OpenHow.path(data), OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(PLACE)
        .orGoOn();
  }

  private static void comeBackIfMissing(Sequence s) {
    s.when(failedWith(PLACE, Errno.ENOENT), Sequence::comeBack);
    s.when(failed(PLACE), other -> other.fail(PLACE));
  }

  /** A tree can be cloned once it is mounted: the first folder gets the tmpfs, others a clone. */
  private static void takeEmpty(Sequence s, Data data) {
    s.choose(
        is(EMPTY, 0),
        first -> {
          create(first, data);
          first.move(EMPTY, value(COVER));
        },
        later ->
            cloneTree(later, value(EMPTY), data.text(""), Flags.or(CLONE, Fcntl.AT_EMPTY_PATH)));
  }

  private static void cloneTree(Sequence s, Operand folder, Address path, Constant flags) {
    s.call(Syscall.OPEN_TREE, folder, path, flags).into(COVER).orFail();
  }

  private static void create(Sequence s, Data data) {
    Address tmpfs = data.text("tmpfs");
    s.call(Syscall.FSOPEN, tmpfs, MountApi.FSOPEN_CLOEXEC).into(CONTEXT).orFail();
    s.call(
            Syscall.FSCONFIG,
            value(CONTEXT),
            MountApi.FSCONFIG_SET_STRING,
            data.text("source"),
            tmpfs,
            value(0))
        .orFail();
    s.call(
            Syscall.FSCONFIG,
            value(CONTEXT),
            MountApi.FSCONFIG_CMD_CREATE,
            value(0),
            value(0),
            value(0))
        .orFail();
    s.call(Syscall.FSMOUNT, value(CONTEXT), MountApi.FSMOUNT_CLOEXEC, RDONLY).into(COVER).orFail();
  }
}
