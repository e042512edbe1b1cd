package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.MountApi;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FileSystemType;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.InitAction.FsOption;
import dev.cdlc.plan.SupervisorAction;
import java.util.List;
import java.util.Optional;

/** A root that changes are kept apart from: overlayfs, above a folder that stays as it is. */
final class Overlay {
  private static final Cell PARENT = new Cell("upper_parent");
  private static final Cell CHANGES = new Cell("changes");
  private static final Cell UPPER = new Cell("upper");
  private static final Cell WORK = new Cell("overlay_work");
  private static final Cell MADE = new Cell("upper_made");
  private static final Cell FLAGS = new Cell("overlay_flags");
  private static final Cell MODE = new Cell("root_mode");
  private static final Cell OWNER = new Cell("root_owner");
  private static final Cell GROUP = new Cell("root_group");
  private static final Cell CURSOR = new Cell("cursor");

  private static final Constant PUBLIC = new Constant(0755, "0755");
  private static final Constant PRIVATE = new Constant(0700, "0700");
  private static final String BY_FD = "/proc/self/fd/";
  private static final int LONGEST_FD = 11;

  private Overlay() {}

  /** The folders that changes are kept in, and that overlayfs works in. */
  record Layers(String parent, String upper, String work) {
    static final Layers IN_MEMORY = new Layers("/", "upper", "work");

    static Layers of(String path) {
      int slash = path.lastIndexOf('/');
      String name = path.substring(slash + 1);
      return new Layers(
          slash == 0 ? "/" : path.substring(0, slash),
          name,
          name + SupervisorAction.MakeUpper.WORK);
    }
  }

  static void makeUpper(Lowering l, SupervisorAction.MakeUpper action) {
    Layers layers = Layers.of(action.path());
    int site = l.site(Fault.OVERLAY, "cannot make the folder " + action.path());
    l.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            l.text(layers.parent()),
            Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC),
            value(0))
        .into(PARENT)
        .orFail(site);
    make(l, PARENT, layers.upper(), PUBLIC, site);
    give(l, layers.upper(), action.owner());
    make(l, PARENT, layers.work(), PRIVATE, site);
    give(l, layers.work(), action.owner());
    l.call(Syscall.CLOSE, value(PARENT)).orGoOn();
  }

  private static void make(Lowering l, Cell parent, String name, Operand mode, int site) {
    l.call(Syscall.MKDIRAT, value(parent), l.text(name), mode)
        .ignoring(Errno.EEXIST)
        .into(MADE)
        .orFail(site);
  }

  /** If it has just been made. Whether the owner can write there is seen by the mount. */
  private static void give(Lowering l, String name, Optional<SupervisorAction.Owner> to) {
    to.ifPresent(
        owner ->
            l.s()
                .when(
                    is(MADE, 0),
                    fresh ->
                        fresh
                            .call(
                                Syscall.FCHOWNAT,
                                value(PARENT),
                                l.text(name),
                                value(owner.uid()),
                                value(owner.gid()),
                                Fcntl.AT_SYMLINK_NOFOLLOW)
                            .orGoOn()));
  }

  /**
   * Each layer is mounted over the old root before the overlay is, since overlayfs takes none from
   * outside of the mount namespace, and named by its fd.
   */
  static void lay(Lowering l, InitAction.OverlayRoot action, HostTrees trees) {
    int site =
        l.site(
            Fault.OVERLAY,
            action
                .upper()
                .map(path -> "cannot keep changes of the root in " + path)
                .orElse("cannot keep changes of the root in memory"));
    Layers layers = action.upper().map(Layers::of).orElse(Layers.IN_MEMORY);
    if (action.upper().isPresent()) {
      trees.take(l, layers.parent(), true, CHANGES, site);
    } else {
      createTmpfs(l);
    }
    Root.mountOver(l, CHANGES, site);
    if (action.upper().isEmpty()) {
      makeLikeRoot(l, layers, site);
    }
    trees.takeWithin(l, CHANGES, layers.upper(), UPPER, site);
    trees.takeWithin(l, CHANGES, layers.work(), WORK, site);
    create(l, action.userNamespace(), site);
  }

  private static void createTmpfs(Lowering l) {
    List<FsOption> options = List.of(new FsOption("mode", Optional.of("0700")));
    Mounts.create(
        l, "tmpfs", "tmpfs", options, List.of(), "cannot keep changes of the root in memory");
    l.s().move(CHANGES, value(Mounts.TREE));
  }

  /** The mode and owner of an overlay are those of its upper folder. */
  private static void makeLikeRoot(Lowering l, Layers layers, int site) {
    Sequence s = l.s();
    Address statx = l.data().buffer("statx", Stat.STATX_BYTES);
    l.call(
            Syscall.STATX,
            value(Variables.ROOT),
            l.text(""),
            Fcntl.AT_EMPTY_PATH,
            Flags.or(Stat.STATX_MODE, Stat.STATX_UID, Stat.STATX_GID),
            statx)
        .orFail(site);
    s.load(MODE, Width.HALF, statx, Stat.STX_MODE);
    s.compute(MODE, Operation.AND, Stat.PERMISSIONS);
    s.load(OWNER, Width.WORD, statx, Stat.STX_UID);
    s.load(GROUP, Width.WORD, statx, Stat.STX_GID);
    make(l, CHANGES, layers.upper(), value(MODE), site);
    make(l, CHANGES, layers.work(), PRIVATE, site);
    l.call(
            Syscall.FCHOWNAT,
            value(CHANGES),
            l.text(layers.upper()),
            value(OWNER),
            value(GROUP),
            value(0))
        .orGoOn();
  }

  private static void create(Lowering l, boolean userNamespace, int site) {
    Mounts.begin(l, "overlay", "overlay", site);
    setLayer(l, "lowerdir", Variables.ROOT, site);
    setLayer(l, "upperdir", UPPER, site);
    setLayer(l, "workdir", WORK, site);
    if (userNamespace) {
      Mounts.configure(l, MountApi.FSCONFIG_SET_FLAG, l.text("userxattr"), value(0), site);
    }
    Mounts.finish(l, List.of(), site);
    refuseReadOnly(l, site);
    uncover(l, site);
    Root.mountOver(l, Mounts.TREE, site);
    l.s().move(Variables.ROOT, value(Mounts.TREE));
  }

  /** So the kernel mounts it, without a word, where it may not write to the layers. */
  private static void refuseReadOnly(Lowering l, int site) {
    Sequence s = l.s();
    Address statfs = l.data().buffer("statfs", FileSystemType.STATFS_BYTES);
    s.call(Syscall.FSTATFS, value(Mounts.TREE), statfs).orFail(site);
    s.load(FLAGS, Width.DOUBLE, statfs, Files.F_FLAGS);
    s.compute(FLAGS, Operation.AND, Files.ST_RDONLY);
    s.when(
        isNot(FLAGS, 0),
        readOnly -> {
          readOnly.move(FLAGS, new Constant(-Errno.EROFS.number(), "-EROFS"));
          readOnly.fail(FLAGS);
        });
  }

  /**
   * The overlay has what it needs of its layers; left where they are, pivot_root(2) would put them
   * between the root and the host's, out of reach of the umount2(2) that is to take that away.
   */
  private static void uncover(Lowering l, int site) {
    for (Cell layer : List.of(Variables.ROOT, CHANGES, UPPER, WORK)) {
      l.call(Syscall.CLOSE, value(layer)).orGoOn();
    }
    l.call(Syscall.UMOUNT2, l.text("/"), MountApi.MNT_DETACH).orFail(site);
    l.call(Syscall.UMOUNT2, l.text("/"), MountApi.MNT_DETACH).orFail(site);
  }

  private static void setLayer(Lowering l, String key, Cell fd, int site) {
    Sequence s = l.s();
    Address path =
        l.data().variable("layer_path", List.of(Part.Bytes.of(BY_FD), new Part.Zero(LONGEST_FD)));
    s.move(CURSOR, path);
    s.compute(CURSOR, Operation.ADD, value(BY_FD.length()));
    FormatInt.call(s, value(fd), CURSOR);
    s.store(Width.BYTE, value(CURSOR), value(0), value(0));
    Mounts.configure(l, MountApi.FSCONFIG_SET_STRING, l.text(key), path, site);
  }
}
