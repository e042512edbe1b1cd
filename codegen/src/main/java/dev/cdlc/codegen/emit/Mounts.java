package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.MountApi;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FileSystemType;
import dev.cdlc.codegen.routine.MaskPath;
import dev.cdlc.codegen.routine.MountPoint;
import dev.cdlc.codegen.routine.OpenHow;
import dev.cdlc.codegen.sequence.PendingCall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.InitAction.FsOption;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.Propagation;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is mounted beneath the container's root, all by fd. */
final class Mounts {
  static final Cell TREE = new Cell("tree");
  private static final Cell SCRATCH = new Cell("scratch");
  private static final Cell CONTEXT = new Cell("fs_context");
  static final Cell PLACE = new Cell("place");

  private static final Set<String> KERNELS_VIEWS =
      Set.of("proc", "sysfs", "devpts", "mqueue", "cgroup", "cgroup2");

  /** What names a folder {@code proc} on its way means a place there. */
  private static final String IN_PROC = "(.*/)?proc(/.*)?";

  private Mounts() {}

  /**
   * Closes what steps have left open: execve(2) would do it, but the caller may allow few files.
   * All that is needed until then was opened before the root.
   */
  static void closeScratch(Sequence s) {
    s.move(SCRATCH, value(Variables.ROOT));
    s.compute(SCRATCH, Operation.ADD, value(1));
    s.call(Syscall.CLOSE_RANGE, value(SCRATCH), Preparation.HIGHEST_FD, value(0)).orGoOn();
    MaskPath.forget(s);
  }

  static void mount(Lowering l, InitAction.Mount action) {
    String what = "cannot mount %s on %s".formatted(action.fstype(), action.target());
    int site = l.site(Fault.MOUNT, what);
    Address how = how(l, action.fstype(), action.target());
    if (action.copyUp()) {
      FilledMount.mount(l, action, how, what);
    } else {
      create(l, action.fstype(), action.source(), action.options(), action.attributes(), what);
      attach(l, action.target(), how, site, site);
    }
  }

  /** A detached mount of a new file system in {@link #TREE}. */
  static void create(
      Lowering l,
      String fstype,
      String source,
      List<FsOption> options,
      List<MountAttribute> attributes,
      String what) {
    int site = l.site(Fault.MOUNT, what);
    begin(l, fstype, source, site);
    for (FsOption option : options) {
      boolean own = !l.step().origin().implied() || Labels.isOption(option);
      setOption(l, option, own ? optionSite(l, option, what) : site);
    }
    finish(l, attributes, site);
  }

  /** A new file system, to be configured. */
  static void begin(Lowering l, String fstype, String source, int site) {
    l.call(Syscall.FSOPEN, l.text(fstype), MountApi.FSOPEN_CLOEXEC).into(CONTEXT).orFail(site);
    configure(l, MountApi.FSCONFIG_SET_STRING, l.text("source"), l.text(source), site);
  }

  /** A detached mount, in {@link #TREE}, of what was begun. */
  static void finish(Lowering l, List<MountAttribute> attributes, int site) {
    configure(l, MountApi.FSCONFIG_CMD_CREATE, value(0), value(0), site);
    l.call(Syscall.FSMOUNT, value(CONTEXT), MountApi.FSMOUNT_CLOEXEC, Attributes.bits(attributes))
        .into(TREE)
        .orFail(site);
  }

  private static int optionSite(Lowering l, FsOption option, String what) {
    String text = option.key() + option.value().map(value -> "=" + value).orElse("");
    String with = what + " with " + text;
    return Labels.isOption(option)
        ? l.site(Fault.LABEL, with, Labels.optionHelp())
        : l.site(Fault.MOUNT, with);
  }

  private static void setOption(Lowering l, FsOption option, int site) {
    Address key = l.text(option.key());
    if (option.dispensable()) {
      Address said = l.text(option.value().orElseThrow());
      Labels.tryOption(l, fsconfig(l, MountApi.FSCONFIG_SET_STRING, key, said), site);
      return;
    }
    option
        .value()
        .ifPresentOrElse(
            value -> configure(l, MountApi.FSCONFIG_SET_STRING, key, l.text(value), site),
            () -> configure(l, MountApi.FSCONFIG_SET_FLAG, key, value(0), site));
  }

  static void configure(Lowering l, Constant command, Operand key, Operand value, int site) {
    fsconfig(l, command, key, value).orFail(site);
  }

  private static PendingCall fsconfig(Lowering l, Constant command, Operand key, Operand value) {
    return l.call(Syscall.FSCONFIG, value(CONTEXT), command, key, value, value(0));
  }

  /**
   * An image whose /proc, /sys or /dev is a link means to have their files elsewhere
   * (CVE-2019-16884), or all that is made in them.
   */
  private static Address how(Lowering l, String fstype, String target) {
    return KERNELS_VIEWS.contains(fstype) || target.equals("/dev")
        ? OpenHow.pathWithoutLinks(l.data())
        : OpenHow.path(l.data());
  }

  /** Mounts a bind, whose source may be at fault as well as its target. */
  static void attach(Lowering l, String target, String what) {
    int pointSite = l.site(Fault.MOUNT_POINT, "cannot make the mount point " + target);
    attach(l, target, OpenHow.path(l.data()), pointSite, l.site(Fault.BIND, what));
  }

  /** Mounts {@link #TREE} beneath the root, on a place that is made if it is missing. */
  private static void attach(Lowering l, String target, Address how, int pointSite, int mountSite) {
    findPoint(l, target, how, pointSite);
    move(l, value(MountPoint.FD), mountSite);
  }

  /** Leaves the place for {@link #TREE} in {@link MountPoint#FD}. */
  static void findPoint(Lowering l, String target, Address how, int pointSite) {
    l.s().note(pointSite);
    MountPoint.call(l.s(), TREE, l.text(target), how);
    if (!l.step().origin().implied() && !target.matches(IN_PROC)) {
      refuseProc(l, pointSite);
    }
  }

  /** A link that leads into /proc would have the mount hide what the kernel says there. */
  private static void refuseProc(Lowering l, int site) {
    Sequence s = l.s();
    Address statfs = l.data().buffer("statfs", FileSystemType.STATFS_BYTES);
    s.call(Syscall.FSTATFS, value(MountPoint.FD), statfs).orFail(site);
    s.load(PLACE, Width.DOUBLE, statfs, value(0));
    s.when(
        is(PLACE, Files.PROC_SUPER_MAGIC),
        proc -> {
          proc.move(PLACE, new Constant(-Errno.ELOOP.number(), "-ELOOP"));
          proc.fail(PLACE);
        });
  }

  /** The same for a new file system. */
  static void attachNew(Lowering l, String target, String what) {
    int site = l.site(Fault.MOUNT, what);
    attach(l, target, OpenHow.path(l.data()), site, site);
  }

  static void move(Lowering l, Operand place, int site) {
    l.call(
            Syscall.MOVE_MOUNT,
            value(TREE),
            l.text(""),
            place,
            l.text(""),
            Flags.or(MountApi.MOVE_MOUNT_F_EMPTY_PATH, MountApi.MOVE_MOUNT_T_EMPTY_PATH))
        .orFail(site);
  }

  static void cover(Lowering l, InitAction.Cover action) {
    String what = "cannot cover " + action.path();
    resolveIfThere(l, action.path(), OpenHow.path(l.data()), l.site(Fault.PROTECT, what));
    l.s()
        .when(
            succeeded(PLACE),
            there -> {
              Lowering inner = l.in(there);
              if (action.copyUp()) {
                FilledMount.cover(inner, action, what);
              } else {
                create(inner, "tmpfs", "tmpfs", action.options(), action.attributes(), what);
              }
              move(inner, value(PLACE), l.site(Fault.PROTECT, what));
            });
  }

  /** Leaves the place in {@link #PLACE}, or -ENOENT. */
  static void resolveIfThere(Lowering l, String path, Address how, int site) {
    l.call(Syscall.OPENAT2, value(Variables.ROOT), l.text(path), how, OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .ignoring(Errno.ENOENT)
        .into(PLACE)
        .orFail(site);
  }

  static void bind(Lowering l, InitAction.Bind action, HostTrees trees) {
    String what = "cannot mount %s on %s".formatted(action.source(), action.target());
    int site = l.site(Fault.BIND, what);
    if (action.ifSourceExists()) {
      trees.take(l, action.source(), action.recursive(), TREE, site, Errno.ENOENT);
      l.s().when(succeeded(TREE), there -> attachBind(l.in(there), action, what));
    } else {
      trees.take(l, action.source(), action.recursive(), TREE, site);
      attachBind(l, action, what);
    }
  }

  private static void attachBind(Lowering l, InitAction.Bind action, String what) {
    if (!action.attributes().isEmpty()) {
      setAttributes(l, TREE, action.attributes(), action.recursive(), l.site(Fault.BIND, what));
    }
    attach(l, action.target(), what);
  }

  /** A detached clone, in {@link #TREE}, of what the host has at a path. */
  static void cloneTree(Lowering l, String source, boolean recursive, int site) {
    HostTrees.call(l, source, recursive, TREE).orFail(site);
  }

  static void propagate(Lowering l, InitAction.Propagate action) {
    int site =
        l.site(
            Fault.MOUNT,
            "cannot make %s %s"
                .formatted(action.path(), action.propagation().name().toLowerCase(Locale.ROOT)));
    resolve(l, action.path(), site);
    setAttributes(
        l,
        PLACE,
        Attributes.structure(l.data(), List.of(), flag(action.propagation())),
        action.recursive(),
        site);
  }

  static void makeReadonly(Lowering l, InitAction.ReadonlyMount action) {
    int site =
        l.site(Fault.MOUNT, "cannot make what is mounted on %s read-only".formatted(action.path()));
    resolve(l, action.path(), site);
    setAttributes(l, PLACE, List.of(MountAttribute.RDONLY), false, site);
  }

  /** Leaves in {@link #PLACE} what is mounted on a path. */
  private static void resolve(Lowering l, String path, int site) {
    l.call(
            Syscall.OPENAT2,
            value(Variables.ROOT),
            l.text(path),
            OpenHow.path(l.data()),
            OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(PLACE)
        .orFail(site);
  }

  static void setAttributes(
      Lowering l, Cell tree, List<MountAttribute> attributes, boolean recursive, int site) {
    setAttributes(l, tree, Attributes.structure(l.data(), attributes), recursive, site);
  }

  private static void setAttributes(
      Lowering l, Cell tree, Address structure, boolean recursive, int site) {
    l.call(
            Syscall.MOUNT_SETATTR,
            value(tree),
            l.text(""),
            recursive ? Flags.or(Fcntl.AT_EMPTY_PATH, Fcntl.AT_RECURSIVE) : Fcntl.AT_EMPTY_PATH,
            structure,
            Attributes.BYTES)
        .orFail(site);
  }

  static Constant flag(Propagation propagation) {
    return switch (propagation) {
      case PRIVATE -> MountApi.MS_PRIVATE;
      case SLAVE -> MountApi.MS_SLAVE;
      case SHARED -> MountApi.MS_SHARED;
      case UNBINDABLE -> MountApi.MS_UNBINDABLE;
    };
  }
}
