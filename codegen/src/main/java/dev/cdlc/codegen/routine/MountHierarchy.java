package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.MountApi;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/**
 * Mounts one cgroup v1 hierarchy of the host in a folder of its own beneath the container's view of
 * the cgroups; passes over one that the host has not mounted.
 */
public final class MountHierarchy {
  /** The tmpfs that holds the folders, by its fd. */
  public static final Cell VIEW = new Cell("hierarchy_view");

  /** MOUNT_ATTR_* of each mount. */
  public static final Cell ATTRIBUTES = new Cell("hierarchy_attributes");

  /** Nonzero if the hierarchy was there. */
  public static final Cell MOUNTED = new Cell("hierarchy_mounted");

  private static final String NAME = "mount_hierarchy";
  private static final String HOST = "/sys/fs/cgroup/";
  private static final Constant MODE = new Constant(0755, "0755");
  private static final Cell FOLDER = new Cell("hierarchy_folder");
  private static final Cell OPTION = new Cell("hierarchy_option");
  private static final Cell SECOND = new Cell("hierarchy_second");
  private static final Cell SUBSYSTEM = new Cell("hierarchy_name");
  private static final Cell CONTEXT = new Cell("hierarchy_context");
  private static final Cell MOUNT = new Cell("hierarchy_mount");
  private static final Cell PLACE = new Cell("hierarchy_place");

  private MountHierarchy() {}

  /** One controller, or two together, {@code cpu,cpuacct}. Fails at the site noted last. */
  public static void ofControllers(Sequence s, Data data, String folder, String... controllers) {
    s.move(SUBSYSTEM, value(0));
    s.move(SECOND, controllers.length == 2 ? data.text(controllers[1]) : value(0));
    call(s, data, folder, data.text(controllers[0]));
  }

  /** A hierarchy that only tracks processes: {@code name=systemd}. */
  public static void named(Sequence s, Data data, String folder) {
    s.move(SUBSYSTEM, data.text(folder));
    s.move(SECOND, value(0));
    call(s, data, folder, data.text("none"));
  }

  private static void call(Sequence s, Data data, String folder, Operand option) {
    s.move(FOLDER, data.text(HOST + folder));
    s.move(OPTION, option);
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    s.move(MOUNTED, value(0));
    FileSystemType.call(s, value(FOLDER));
    s.when(isNot(FileSystemType.TYPE, Files.CGROUP_SUPER_MAGIC), Sequence::comeBack);
    create(s, data);
    s.compute(FOLDER, Operation.ADD, value(HOST.length()));
    s.call(Syscall.MKDIRAT, value(VIEW), value(FOLDER), MODE).orFail();
    s.call(
            Syscall.OPENAT,
            value(VIEW),
            value(FOLDER),
            Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC),
            value(0))
        .into(PLACE)
        .orFail();
    s.call(
            Syscall.MOVE_MOUNT,
            value(MOUNT),
            data.text(""),
            value(PLACE),
            data.text(""),
            Flags.or(MountApi.MOVE_MOUNT_F_EMPTY_PATH, MountApi.MOVE_MOUNT_T_EMPTY_PATH))
        .orFail();
    s.move(MOUNTED, value(1));
    return new Routine(NAME, s.instructions());
  }

  private static void create(Sequence s, Data data) {
    s.call(Syscall.FSOPEN, data.text("cgroup"), MountApi.FSOPEN_CLOEXEC).into(CONTEXT).orFail();
    configure(s, MountApi.FSCONFIG_SET_STRING, data.text("source"), data.text("cgroup"));
    configure(s, MountApi.FSCONFIG_SET_FLAG, value(OPTION), value(0));
    s.when(
        isNot(SECOND, 0),
        two -> configure(two, MountApi.FSCONFIG_SET_FLAG, value(SECOND), value(0)));
    s.when(
        isNot(SUBSYSTEM, 0),
        named ->
            configure(named, MountApi.FSCONFIG_SET_STRING, data.text("name"), value(SUBSYSTEM)));
    configure(s, MountApi.FSCONFIG_CMD_CREATE, value(0), value(0));
    s.call(Syscall.FSMOUNT, value(CONTEXT), MountApi.FSMOUNT_CLOEXEC, value(ATTRIBUTES))
        .into(MOUNT)
        .orFail();
  }

  private static void configure(Sequence s, Constant command, Operand key, Operand setting) {
    s.call(Syscall.FSCONFIG, value(CONTEXT), command, key, setting, value(0)).orFail();
  }
}
