package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/**
 * Finds the cgroup of v2 that a caller without privileges may divide: the supervisor's own, or the
 * one above where it is among those that {@link VacateCgroup} has moved.
 */
public final class DelegatedCgroup {
  /** The cgroup, by its fd; or the negative errno of what the caller may not do with it. */
  public static final Cell FD = new Cell("delegated_cgroup");

  /** The cgroup below it for processes that stand in the way. */
  static final String CALLERS = "cdlc-callers";

  private static final String NAME = "find_delegated_cgroup";
  private static final String SUFFIX = "/" + CALLERS;
  private static final String FOLDER = "delegated_cgroup_folder";
  private static final int FOLDER_BYTES =
      Hierarchy.UNIFIED.mount().length()
          + FindOwnCgroup.BYTES
          + Hierarchy.FOLDER.length()
          + "\0".length();

  private static final Cell MOUNT = new Cell("delegated_cgroup_mount");
  private static final Cell PROCS = new Cell("delegated_cgroup_procs");
  private static final Cell CURSOR = new Cell("delegated_cgroup_cursor");
  private static final Cell BYTE = new Cell("delegated_cgroup_byte");

  private DelegatedCgroup() {}

  /** {@code mount} is the path of the hierarchy. */
  public static void call(Sequence s, Operand mount) {
    s.move(MOUNT, mount);
    s.run(NAME);
  }

  /** The path of the folder in it that holds cdlc's cgroups, once it is found. */
  public static Address folder(Data data) {
    return data.buffer(FOLDER, FOLDER_BYTES);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    FindOwnCgroup.call(s, data.text(""));
    s.move(FD, value(FindOwnCgroup.PATH));
    s.when(failed(FD), Sequence::comeBack);
    cutSuffix(s, data);
    s.move(CURSOR, folder(data));
    append(s, MOUNT);
    append(s, FindOwnCgroup.PATH);
    s.store(Width.BYTE, value(CURSOR), value(0), value(0));
    open(s, data);
    s.move(BYTE, data.text(Hierarchy.FOLDER));
    append(s, BYTE);
    s.store(Width.BYTE, value(CURSOR), value(0), value(0));
    return new Routine(NAME, s.instructions());
  }

  private static void cutSuffix(Sequence s, Data data) {
    FindText.call(s, value(FindOwnCgroup.PATH), data.text(SUFFIX));
    s.when(
        isNot(FindText.FOUND, 0),
        found -> {
          found.load(BYTE, Width.BYTE, value(FindText.FOUND), value(0));
          found.when(
              is(BYTE, 0),
              last -> {
                last.compute(FindText.FOUND, Operation.SUBTRACT, value(SUFFIX.length()));
                last.store(Width.BYTE, value(FindText.FOUND), value(0), value(0));
              });
        });
  }

  /** Moves {@code text} on to its end. */
  private static void append(Sequence s, Cell text) {
    s.loop(
        next -> {
          next.load(PROCS, Width.BYTE, value(text), value(0));
          next.when(is(PROCS, 0), Sequence::leave);
          next.store(Width.BYTE, value(CURSOR), value(0), value(PROCS));
          next.compute(CURSOR, Operation.ADD, value(1));
          next.compute(text, Operation.ADD, value(1));
        });
  }

  /** Only who may write to its list of processes may have a process begin below it. */
  private static void open(Sequence s, Data data) {
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            folder(data),
            Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC),
            value(0))
        .into(FD)
        .orGoOn();
    s.when(failed(FD), Sequence::comeBack);
    s.call(
            Syscall.OPENAT,
            value(FD),
            data.text("cgroup.procs"),
            Flags.or(Fcntl.O_WRONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(PROCS)
        .orGoOn();
    s.when(
        failed(PROCS),
        refused -> {
          refused.call(Syscall.CLOSE, value(FD)).orGoOn();
          refused.move(FD, value(PROCS));
          refused.comeBack();
        });
    s.call(Syscall.CLOSE, value(PROCS)).orGoOn();
  }
}
