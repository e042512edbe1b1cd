package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.emit.SubordinateIds.Side;
import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.routine.WriteFile;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.IdMapping;
import dev.cdlc.plan.MountIds;
import dev.cdlc.plan.SupervisorAction;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The users of a fresh user namespace: its caller as root, or those that the source lists. */
final class UserNamespace {
  private static final Cell PROC = new Cell("init_proc");
  private static final Cell ID = new Cell("caller_id");
  private static final Cell CURSOR = new Cell("cursor");

  private UserNamespace() {}

  static void mapCaller(Lowering l) {
    Sequence s = l.s();
    int site = l.site(Fault.ID_MAP, "cannot map the caller to root in the user namespace");
    openProc(l, Variables.INIT, site);
    s.call(Syscall.GETEUID).into(ID).orGoOn();
    writeMap(s, l, "uid_map", site);
    write(l, "setgroups", l.text("deny"), site);
    s.call(Syscall.GETEGID).into(ID).orGoOn();
    writeMap(s, l, "gid_map", site);
  }

  /**
   * Of the maps, the kernel takes each in one write; from who may map but himself, by way of {@link
   * SubordinateIds}.
   */
  static void mapIds(Lowering l, SupervisorAction.MapIds action) {
    int site = l.site(Fault.ID_MAP, "cannot map the users and groups of the user namespace");
    openProc(l, Variables.INIT, site);
    write(l, Side.USERS, action.uids(), site);
    if (action.deniesSetgroups()) {
      write(l, "setgroups", l.text("deny"), site);
    }
    write(l, Side.GROUPS, action.gids(), site);
    Map<Side, List<IdMapping>> sides = new EnumMap<>(Side.class);
    sides.put(Side.USERS, action.uids());
    sides.put(Side.GROUPS, action.gids());
    SubordinateIds.finish(l, sides);
  }

  /** Maps in the user namespace of a process, which {@code into} then holds open. */
  static void open(Lowering l, Cell process, MountIds ids, Cell into, int site) {
    openProc(l, process, site);
    write(l, Side.USERS.map(), l.text(lines(ids.uids())), site);
    write(l, Side.GROUPS.map(), l.text(lines(ids.gids())), site);
    l.call(
            Syscall.OPENAT,
            value(PROC),
            l.text("ns/user"),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(into)
        .orFail(site);
    l.call(Syscall.CLOSE, value(PROC)).orGoOn();
  }

  private static void write(Lowering l, Side side, List<IdMapping> mappings, int site) {
    WriteFile.call(l.s(), value(PROC), l.text(side.map()), l.text(lines(mappings)));
    l.s().note(site);
    l.s()
        .when(
            failed(WriteFile.RESULT),
            refused -> {
              refused.when(
                  isNot(WriteFile.RESULT, -Errno.EPERM.number()),
                  other -> other.fail(WriteFile.RESULT));
              SubordinateIds.start(l.in(refused), side, mappings, pid(l));
            });
  }

  private static String lines(List<IdMapping> mappings) {
    return mappings.stream().map(IdMapping::text).collect(Collectors.joining("\n"));
  }

  private static Address procPath(Lowering l) {
    return l.data().variable("proc_path", List.of(Part.Bytes.of("/proc/"), new Part.Zero(24)));
  }

  /** The end of the path that {@link #openProc} has made. */
  private static Address pid(Lowering l) {
    return new Address(procPath(l).datum(), "/proc/".length());
  }

  private static void openProc(Lowering l, Cell pid, int site) {
    Sequence s = l.s();
    Address path = procPath(l);
    s.move(CURSOR, path);
    s.compute(CURSOR, Operation.ADD, value("/proc/".length()));
    FormatInt.call(s, value(pid), CURSOR);
    s.call(Syscall.OPENAT, Fcntl.AT_FDCWD, path, Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC), value(0))
        .into(PROC)
        .orFail(site);
  }

  /** {@code 0 ID 1}. */
  private static void writeMap(Sequence s, Lowering l, String file, int site) {
    Address map = l.data().variable("id_map", List.of(Part.Bytes.of("0 "), new Part.Zero(22)));
    s.move(CURSOR, map);
    s.compute(CURSOR, Operation.ADD, value("0 ".length()));
    FormatInt.call(s, value(ID), CURSOR);
    s.store(Width.BYTE, value(CURSOR), value(0), value(' '));
    s.store(Width.BYTE, value(CURSOR), value(1), value('1'));
    s.store(Width.BYTE, value(CURSOR), value(2), value(0));
    write(l, file, map, site);
  }

  private static void write(Lowering l, String file, Address text, int site) {
    WriteFile.call(l.s(), value(PROC), l.text(file), text);
    l.s().note(site);
    l.s().when(failed(WriteFile.RESULT), refused -> refused.fail(WriteFile.RESULT));
  }

  /** The byte that the init awaits before {@link #becomeRoot}. */
  static void letBecomeRoot(Lowering l) {
    Handshake.sendByte(l, l.site(Fault.ID_MAP, "cannot tell the init that its ids are mapped"));
  }

  /** Of a fresh one, when its maps are written; one that is joined has them. */
  static void becomeRoot(Lowering l, boolean joined) {
    Fault fault = joined ? Fault.USER : Fault.ID_MAP;
    int site = l.site(fault, "cannot become root in the user namespace");
    if (!joined) {
      Handshake.awaitByte(l);
    }
    l.call(Syscall.SETRESGID, value(0), value(0), value(0)).orFail(site);
    l.call(Syscall.SETRESUID, value(0), value(0), value(0)).orFail(site);
  }
}
