package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.CopyUp;
import dev.cdlc.codegen.routine.MountPoint;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.InitAction.FsOption;
import dev.cdlc.plan.MountAttribute;
import java.util.List;

/**
 * A new file system that has a copy of what it covers. While it is filled it is mounted nowhere, so
 * that nobody sees half of it, and what cannot be copied leaves nothing to undo.
 */
final class FilledMount {
  private static final Cell FOUND = new Cell("folder_found");

  private FilledMount() {}

  /** A folder that had to be made leaves the file system, and its mode, as the kernel makes it. */
  static void mount(Lowering l, InitAction.Mount action, Address how, String what) {
    int site = l.site(Fault.MOUNT, what);
    Mounts.closeScratch(l.s());
    Mounts.create(
        l, action.fstype(), action.source(), action.options(), writable(action.attributes()), what);
    Mounts.resolveIfThere(l, action.target(), how, site);
    l.s().move(FOUND, value(Mounts.PLACE));
    Mounts.findPoint(l, action.target(), how, site);
    l.s().when(succeeded(FOUND), there -> fillPoint(l.in(there), action));
    protect(l, action.attributes(), site);
    Mounts.move(l, value(MountPoint.FD), site);
  }

  private static void fillPoint(Lowering l, InitAction.Mount action) {
    l.call(Syscall.CLOSE, value(FOUND)).orGoOn();
    fill(l, MountPoint.FD, action.target(), action.options());
  }

  /** Over what is in {@link Mounts#PLACE}. */
  static void cover(Lowering l, InitAction.Cover action, String what) {
    List<MountAttribute> attributes = writable(action.attributes());
    Mounts.create(l, "tmpfs", "tmpfs", action.options(), attributes, what);
    fill(l, Mounts.PLACE, action.path(), action.options());
    protect(l, action.attributes(), l.site(Fault.PROTECT, what));
  }

  /** Copies what is at a place to {@link Mounts#TREE}; its mode too, if no option says another. */
  private static void fill(Lowering l, Cell place, String path, List<FsOption> options) {
    Sequence s = l.s();
    s.note(l.site(Fault.COPY_UP, "cannot copy what is in %s to its tmpfs".formatted(path)));
    boolean modeSaid = options.stream().anyMatch(option -> option.key().equals("mode"));
    CopyUp.call(s, place, Mounts.TREE, !modeSaid);
  }

  /** What is to be filled becomes read-only later. */
  private static List<MountAttribute> writable(List<MountAttribute> attributes) {
    return attributes.stream().filter(one -> one != MountAttribute.RDONLY).toList();
  }

  private static void protect(Lowering l, List<MountAttribute> attributes, int site) {
    if (attributes.contains(MountAttribute.RDONLY)) {
      Mounts.setAttributes(l, Mounts.TREE, List.of(MountAttribute.RDONLY), false, site);
    }
  }
}
