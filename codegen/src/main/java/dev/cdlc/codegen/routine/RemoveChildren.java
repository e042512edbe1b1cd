package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedOtherwise;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
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
import dev.cdlc.plan.Errno;

/**
 * Removes cgroups that the container has made in its own. One call takes away those that can be
 * removed at once; from one that is busy it goes down to those below, and kills what runs there.
 * When nothing is left to remove, nothing happens.
 */
final class RemoveChildren {
  private static final String NAME = "remove_children";
  private static final int CHUNK = 4096;

  /** Fields of {@code struct linux_dirent64}; see getdents(2). */
  private static final int D_RECLEN = 16;

  private static final int D_TYPE = 18;
  private static final int D_NAME = 19;

  private static final Operand OPEN = Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC);
  private static final Cell PARENT = new Cell("remove_children_parent");
  private static final Cell FD = new Cell("remove_children_fd");
  private static final Cell CHILD = new Cell("remove_children_child");
  private static final Cell LENGTH = new Cell("remove_children_length");
  private static final Cell INDEX = new Cell("remove_children_index");
  private static final Cell RECORD = new Cell("remove_children_record");
  private static final Cell TYPE = new Cell("remove_children_type");
  private static final Cell CHILD_NAME = new Cell("remove_children_name");
  private static final Cell RESULT = new Cell("remove_children_result");

  private RemoveChildren() {}

  /** {@code parent} is the fd of the folder that the container's cgroup is in. */
  static void call(Sequence s, Cell parent) {
    s.move(PARENT, value(parent));
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Address chunk = data.buffer("remove_children_chunk", CHUNK);
    Sequence s = Sequence.ofRoutine();
    open(s, value(PARENT), MakeCgroup.folder(), FD);
    s.when(failed(FD), Sequence::comeBack);
    s.loop(
        read -> {
          read.call(Syscall.GETDENTS64, value(FD), chunk, value(CHUNK)).into(LENGTH).orGoOn();
          read.when(isLess(LENGTH, value(1)), RemoveChildren::end);
          read.move(INDEX, value(0));
          read.loop(entry -> takeEntry(entry, chunk.datum()));
        });
    return new Routine(NAME, s.instructions());
  }

  private static void end(Sequence s) {
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
    s.comeBack();
  }

  /** Its own entry and the one of the folder above cannot be removed by their names. */
  private static void takeEntry(Sequence s, String chunk) {
    s.when(is(INDEX, value(LENGTH)), Sequence::leave);
    s.load(TYPE, Width.BYTE, new Address(chunk, D_TYPE), value(INDEX));
    s.load(RECORD, Width.HALF, new Address(chunk, D_RECLEN), value(INDEX));
    s.move(CHILD_NAME, new Address(chunk, D_NAME));
    s.compute(CHILD_NAME, Operation.ADD, value(INDEX));
    s.compute(INDEX, Operation.ADD, value(RECORD));
    s.when(isNot(TYPE, Files.DT_DIR), Sequence::again);
    s.call(Syscall.UNLINKAT, value(FD), value(CHILD_NAME), Fcntl.AT_REMOVEDIR)
        .into(RESULT)
        .orGoOn();
    s.when(failedOtherwise(RESULT, Errno.EBUSY), Sequence::again);
    goDown(s);
  }

  private static void goDown(Sequence s) {
    open(s, value(FD), value(CHILD_NAME), CHILD);
    s.when(failed(CHILD), Sequence::again);
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
    s.move(FD, value(CHILD));
    KillCgroup.call(s, FD);
    s.leave();
  }

  private static void open(Sequence s, Operand folder, Operand path, Cell fd) {
    s.call(Syscall.OPENAT, folder, path, OPEN, value(0)).into(fd).orGoOn();
  }
}
