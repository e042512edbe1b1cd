package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.MakeFolder;
import dev.cdlc.codegen.routine.MaskPath;
import dev.cdlc.codegen.routine.OpenHow;
import dev.cdlc.codegen.routine.ReadonlyPath;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountAttribute;
import java.util.List;

/** Single files and folders beneath the container's root. */
final class Nodes {
  private static final Cell PARENT = new Cell("parent");
  private static final Cell TARGET = new Cell("target");

  private Nodes() {}

  static void device(Lowering l, InitAction.Device action) {
    String what = "cannot make the device " + action.path();
    if (action.bound()) {
      Mounts.cloneTree(l, action.path(), false, l.site(Fault.NODE, what));
      Mounts.attach(l, action.path(), what);
    } else {
      int site = l.site(Fault.NODE, what);
      openParent(l, action.path(), site);
      l.call(
              Syscall.MKNODAT,
              value(PARENT),
              l.text(lastName(action.path())),
              mode(action.mode()),
              number(action.major(), action.minor()))
          .orFail(site);
    }
  }

  private static Constant mode(int permissions) {
    return new Constant(
        Stat.S_IFCHR.value() | permissions, "S_IFCHR|0" + Integer.toOctalString(permissions));
  }

  /** The encoding of linux/kdev_t.h, new_encode_dev. */
  private static Constant number(int major, int minor) {
    long low = minor & 0xff;
    long high = minor & ~0xff;
    return new Constant(
        low | (long) major << 8 | high << 12, "makedev(" + major + ", " + minor + ")");
  }

  static void symlink(Lowering l, InitAction.Symlink action) {
    int site = l.site(Fault.NODE, "cannot make the link " + action.path());
    if (action.ifTargetExists()) {
      l.call(
              Syscall.OPENAT2,
              value(Variables.ROOT),
              l.text(action.target()),
              OpenHow.path(l.data()),
              OpenHow.BYTES)
          .retrying(Errno.EAGAIN)
          .into(TARGET)
          .orGoOn();
      l.s().when(succeeded(TARGET), there -> makeLink(l.in(there), action, site));
    } else {
      makeLink(l, action, site);
    }
  }

  private static void makeLink(Lowering l, InitAction.Symlink action, int site) {
    openParent(l, action.path(), site);
    l.call(
            Syscall.SYMLINKAT,
            l.text(action.target()),
            value(PARENT),
            l.text(lastName(action.path())))
        .ignoring(Errno.EEXIST)
        .orFail(site);
  }

  static void makeFolder(Lowering l, InitAction.MakeFolder action) {
    l.s().note(l.site(Fault.NODE, "cannot make the folder " + action.path()));
    MakeFolder.call(l.s(), l.text(action.path()));
  }

  private static void openParent(Lowering l, String path, int site) {
    l.call(
            Syscall.OPENAT2,
            value(Variables.ROOT),
            l.text(folderOf(path)),
            OpenHow.path(l.data()),
            OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(PARENT)
        .orFail(site);
  }

  private static String folderOf(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static void maskPath(Lowering l, InitAction.MaskPath action) {
    l.s().note(l.site(Fault.PROTECT, "cannot hide " + action.path()));
    MaskPath.call(l.s(), l.data(), action.path());
  }

  static void readonlyPath(Lowering l, InitAction.ReadonlyPath action) {
    l.s().note(l.site(Fault.PROTECT, "cannot make %s read-only".formatted(action.path())));
    ReadonlyPath.call(
        l.s(),
        l.text(action.path()),
        Attributes.structure(l.data(), List.of(MountAttribute.RDONLY)));
  }
}
