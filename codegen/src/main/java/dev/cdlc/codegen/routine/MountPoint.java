package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedOtherwise;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;

/**
 * Finds the place beneath the root that a tree is to be mounted on, and makes it if it is missing:
 * a folder for a folder, an empty file for a file.
 */
public final class MountPoint {
  /** The place, by its fd. */
  public static final Cell FD = new Cell("mount_point");

  private static final String NAME = "mount_point";
  private static final Cell TREE = new Cell("mount_point_tree");
  private static final Cell PATH = new Cell("mount_point_path");
  private static final Cell HOW = new Cell("mount_point_how");
  private static final Cell PROBE = new Cell("mount_point_probe");

  private MountPoint() {}

  /**
   * Fails at the site noted last.
   *
   * @param tree what is to be mounted, by its fd
   * @param path absolute in the container
   * @param how a {@code struct open_how} by its address
   */
  public static void call(Sequence s, Cell tree, Operand path, Operand how) {
    s.move(HOW, how);
    s.move(TREE, value(tree));
    s.move(PATH, path);
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    resolve(s);
    s.when(succeeded(FD), Sequence::comeBack);
    s.when(failedOtherwise(FD, Errno.ENOENT), other -> other.fail(FD));
    s.call(
            Syscall.OPENAT,
            value(TREE),
            data.text("."),
            Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC),
            value(0))
        .into(PROBE)
        .orGoOn();
    s.choose(
        failedWith(PROBE, Errno.ENOTDIR),
        file -> MakeFile.call(file, value(PATH)),
        folder -> {
          folder.call(Syscall.CLOSE, value(PROBE)).orGoOn();
          MakeFolder.call(folder, value(PATH));
        });
    resolve(s);
    s.when(failed(FD), other -> other.fail(FD));
    return new Routine(NAME, s.instructions());
  }

  private static void resolve(Sequence s) {
    s.call(Syscall.OPENAT2, value(Variables.ROOT), value(PATH), value(HOW), OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(FD)
        .orGoOn();
  }
}
