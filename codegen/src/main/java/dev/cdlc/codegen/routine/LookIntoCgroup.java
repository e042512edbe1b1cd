package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/** Whether a cgroup has neither processes nor cgroups in it. */
final class LookIntoCgroup {
  /** 1 if it is empty, else 0. */
  static final Cell EMPTY = new Cell("cgroup_empty");

  private static final String NAME = "look_into_cgroup";

  /** Its own entry, and that in the folder above; each folder in it adds one. */
  private static final int LINKS_OF_EMPTY = 2;

  /** The shortest list of processes. */
  private static final int PROCS_BYTES = 2;

  private static final Cell CGROUP = new Cell("look_into_cgroup_fd");
  private static final Cell RESULT = new Cell("look_into_cgroup_result");
  private static final Cell LENGTH = new Cell("look_into_cgroup_length");

  private LookIntoCgroup() {}

  /** {@code cgroup} is the fd of its folder. */
  static void call(Sequence s, Operand cgroup) {
    s.move(CGROUP, cgroup);
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    s.move(EMPTY, value(0));
    countLinks(s, data);
    s.call(
            Syscall.OPENAT,
            value(CGROUP),
            data.text("cgroup.procs"),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(RESULT)
        .orGoOn();
    s.when(failed(RESULT), Sequence::comeBack);
    Address procs = data.buffer("cgroup_procs", PROCS_BYTES);
    s.call(Syscall.READ, value(RESULT), procs, value(PROCS_BYTES)).into(LENGTH).orGoOn();
    s.call(Syscall.CLOSE, value(RESULT)).orGoOn();
    s.when(is(LENGTH, 0), none -> none.move(EMPTY, value(1)));
    return new Routine(NAME, s.instructions());
  }

  private static void countLinks(Sequence s, Data data) {
    Address statx = data.buffer("statx", Stat.STATX_BYTES);
    s.call(
            Syscall.STATX,
            value(CGROUP),
            data.text(""),
            Fcntl.AT_EMPTY_PATH,
            Stat.STATX_NLINK,
            statx)
        .into(RESULT)
        .orGoOn();
    s.when(failed(RESULT), Sequence::comeBack);
    s.load(LENGTH, Width.WORD, statx, Stat.STX_NLINK);
    s.when(isNot(LENGTH, LINKS_OF_EMPTY), Sequence::comeBack);
  }
}
