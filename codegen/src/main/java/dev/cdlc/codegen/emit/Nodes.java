package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.MakeFolder;
import dev.cdlc.codegen.routine.MaskPath;
import dev.cdlc.codegen.routine.OpenHow;
import dev.cdlc.codegen.routine.ReadonlyPath;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.NodeType;
import dev.cdlc.plan.SupervisorAction;
import java.util.List;

/** Single files and folders beneath the container's root. */
final class Nodes {
  private static final Cell PARENT = new Cell("parent");
  private static final Cell TARGET = new Cell("target");
  private static final Cell FOUND = new Cell("found");

  private Nodes() {}

  static void device(Lowering l, InitAction.Device action) {
    String what = "cannot make the device " + action.path();
    String name = lastName(action.path());
    if (action.bound()) {
      Mounts.cloneTree(l, action.path(), false, l.site(Fault.NODE, what));
      Mounts.attach(l, action.path(), what);
    } else {
      int site = l.site(Fault.NODE, what);
      openParent(l, action.path(), site);
      l.call(
              Syscall.MKNODAT,
              value(PARENT),
              l.text(name),
              mode(type(action.type()), action.mode()),
              number(action.major(), action.minor()))
          .orFail(site);
      action.owner().ifPresent(owner -> give(l, action, owner, site));
    }
  }

  /** What was made, not what somebody who may write in that folder has put in its place. */
  private static void give(
      Lowering l, InitAction.Device action, SupervisorAction.Owner owner, int site) {
    Address buffer = l.data().buffer("statx", Stat.STATX_BYTES);
    l.call(
            Syscall.OPENAT2,
            value(PARENT),
            l.text(lastName(action.path())),
            OpenHow.pathWithoutLinks(l.data()),
            OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(TARGET)
        .orFail(site);
    l.call(
            Syscall.STATX,
            value(TARGET),
            l.text(""),
            Fcntl.AT_EMPTY_PATH,
            Flags.or(Stat.STATX_TYPE, Stat.STATX_NLINK),
            buffer)
        .orFail(site);
    requireHalf(l, buffer, type(action.type()));
    requireWord(l, buffer, Stat.STX_NLINK, 1);
    requireWord(l, buffer, Stat.STX_RDEV_MAJOR, action.major());
    requireWord(l, buffer, Stat.STX_RDEV_MINOR, action.minor());
    l.call(
            Syscall.FCHOWNAT,
            value(TARGET),
            l.text(""),
            value(owner.uid()),
            value(owner.gid()),
            Fcntl.AT_EMPTY_PATH)
        .orFail(site);
    l.call(Syscall.CLOSE, value(TARGET)).orGoOn();
  }

  private static void requireHalf(Lowering l, Address buffer, Constant type) {
    l.s().load(FOUND, Width.HALF, buffer, Stat.STX_MODE);
    l.s().compute(FOUND, Operation.AND, Stat.S_IFMT);
    l.s().when(isNot(FOUND, type), Nodes::refuse);
  }

  private static void requireWord(Lowering l, Address buffer, Constant field, int expected) {
    l.s().load(FOUND, Width.WORD, buffer, field);
    l.s().when(isNot(FOUND, expected), Nodes::refuse);
  }

  private static void refuse(Sequence s) {
    s.move(FOUND, new Constant(-Errno.EEXIST.number(), "-EEXIST"));
    s.fail(FOUND);
  }

  private static Constant type(NodeType type) {
    return switch (type) {
      case CHARACTER -> Stat.S_IFCHR;
      case BLOCK -> Stat.S_IFBLK;
      case FIFO -> Stat.S_IFIFO;
    };
  }

  private static Constant mode(Constant type, int permissions) {
    return new Constant(
        type.value() | permissions, type.text() + "|0" + Integer.toOctalString(permissions));
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
