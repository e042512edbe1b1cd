package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.MountApi;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountAttribute;
import java.util.List;

/** The tree that becomes the container's root. */
final class Root {
  private Root() {}

  static void setPropagation(Lowering l, InitAction.SetPropagation action) {
    l.call(
            Syscall.MOUNT,
            value(0),
            l.text("/"),
            value(0),
            Flags.or(MountApi.MS_REC, Mounts.flag(action.propagation())),
            value(0))
        .orFail(l.site(Fault.MOUNT, "cannot keep mounts from spreading to the host"));
  }

  /**
   * Mounted over the old root: that is a place which every init may reach, and pivot_root(2) only
   * asks for a mount.
   */
  static void open(Lowering l, InitAction.OpenRoot action, HostTrees trees) {
    int site = l.site(Fault.ROOT, "cannot open the root folder " + action.path());
    trees.take(l, action.path(), true, Variables.ROOT, site);
    if (action.readOnly()) {
      Mounts.setAttributes(l, Variables.ROOT, List.of(MountAttribute.RDONLY), true, site);
    }
    mountOver(
        l, Variables.ROOT, l.site(Fault.ROOT, "cannot mount the root folder " + action.path()));
  }

  /** Mounts a tree over the old root. */
  static void mountOver(Lowering l, Cell tree, int site) {
    l.call(
            Syscall.MOVE_MOUNT,
            value(tree),
            l.text(""),
            Fcntl.AT_FDCWD,
            l.text("/"),
            MountApi.MOVE_MOUNT_F_EMPTY_PATH)
        .orFail(site);
  }

  static void makeReadonly(Lowering l) {
    int site = l.site(Fault.ROOT, "cannot make the root read-only");
    Mounts.setAttributes(l, Variables.ROOT, List.of(MountAttribute.RDONLY), false, site);
  }

  static void pivot(Lowering l) {
    int site = l.site(Fault.PIVOT, "cannot make the root folder the root");
    l.call(Syscall.FCHDIR, value(Variables.ROOT)).orFail(site);
    l.call(Syscall.PIVOT_ROOT, l.text("."), l.text(".")).orFail(site);
    l.call(Syscall.UMOUNT2, l.text("."), MountApi.MNT_DETACH).orFail(site);
    l.call(Syscall.CHDIR, l.text("/")).orFail(site);
  }
}
