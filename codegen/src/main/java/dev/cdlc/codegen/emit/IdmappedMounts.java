package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.MountApi;
import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Help;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.MountIds;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Origin;
import java.util.List;

/**
 * Mounts that show files as those of other users. The kernel takes the map from a user namespace:
 * each map has one, of a process that lives for as long as it takes to open it.
 */
final class IdmappedMounts {
  private static final int USERNS_FD = 24;
  private static final Cell HOLDER = new Cell("holder");

  private IdmappedMounts() {}

  /** Keeps a map open in {@code into}, a user namespace. */
  static void open(Lowering l, MountIds ids, Cell into, int site) {
    Sequence s = l.s();
    Sequence child = Sequence.ofRoutine();
    Handshake.begin(child);
    Handshake.awaitByte(l.in(child));
    child.call(Syscall.EXIT_GROUP, value(0)).orGoOn();
    s.call(
            Syscall.CLONE3,
            Cloning.childArgs(l.data(), Namespace.USER),
            value(Cloning.CLONE_ARGS_BYTES))
        .fork("holder", HOLDER, child, site);
    UserNamespace.open(l, HOLDER, ids, into, site);
    Handshake.sendByte(l, site);
    s.call(Syscall.WAITID, Processes.P_PID, value(HOLDER), value(0), Processes.WEXITED, value(0))
        .retrying(Errno.EINTR)
        .orGoOn();
  }

  /** Makes a detached tree show other owners. */
  static void map(Lowering l, Cell tree, Cell namespace, boolean recursive, int site) {
    Address attributes =
        l.data()
            .variable(
                "idmap_attributes",
                List.of(
                    new Part.Field("attr_set", Width.DOUBLE, MountApi.MOUNT_ATTR_IDMAP),
                    new Part.Zero(24)));
    l.s().store(Width.DOUBLE, attributes, value(USERNS_FD), value(namespace));
    l.call(
            Syscall.MOUNT_SETATTR,
            value(tree),
            l.text(""),
            recursive ? Flags.or(Fcntl.AT_EMPTY_PATH, Fcntl.AT_RECURSIVE) : Fcntl.AT_EMPTY_PATH,
            attributes,
            Attributes.BYTES)
        .orFail(site);
  }

  static int site(Lowering l, Origin origin, String source) {
    return l.site(
        origin,
        Fault.BIND,
        "cannot map the ids of " + source,
        new Help(Errno.EINVAL, "its file system, or one below it, cannot map ids on this kernel"),
        new Help(Errno.EPERM, "only root maps ids of mounts, and those of each but once"));
  }
}
