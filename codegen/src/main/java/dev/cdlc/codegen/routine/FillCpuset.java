package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/**
 * Gives a cpuset of cgroup v1 that has nothing yet what the last one had that this was asked of;
 * from the root of the hierarchy down. A fresh one takes no process.
 */
public final class FillCpuset {
  private static final String NAME = "fill_cpuset";

  /** A list such as {@code 0-3,7} of the most CPUs that Linux can have. */
  private static final int LIST_BYTES = 4096;

  /** An empty list is a line end. */
  private static final int LEAST_BYTES = 2;

  private static final Cell FOLDER = new Cell("fill_cpuset_folder");
  private static final Cell FILE = new Cell("fill_cpuset_file");
  private static final Cell FD = new Cell("fill_cpuset_fd");
  private static final Cell LENGTH = new Cell("fill_cpuset_length");
  private static final Cell BYTE = new Cell("fill_cpuset_byte");

  private FillCpuset() {}

  /** {@code folder} is that of the cpuset; leaves the result in {@link MakeCgroup#RESULT}. */
  public static void call(Sequence s, Operand folder, Operand file) {
    s.move(FOLDER, folder);
    s.move(FILE, file);
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Address list = data.buffer("cpuset_list", LIST_BYTES);
    Sequence s = Sequence.ofRoutine();
    s.call(
            Syscall.OPENAT,
            value(FOLDER),
            value(FILE),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(FD)
        .orGoOn();
    s.move(MakeCgroup.RESULT, value(FD));
    s.when(failed(FD), Sequence::comeBack);
    s.load(BYTE, Width.BYTE, list, value(0));
    s.call(Syscall.READ, value(FD), list, value(LIST_BYTES - 1)).into(LENGTH).orGoOn();
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
    s.move(MakeCgroup.RESULT, value(LENGTH));
    s.when(failed(LENGTH), Sequence::comeBack);
    s.choose(
        isLess(LENGTH, value(LEAST_BYTES)),
        empty -> fill(empty, list),
        full -> full.store(Width.BYTE, list, value(LENGTH), value(0)));
    return new Routine(NAME, s.instructions());
  }

  /** The line end that was read stands where the list began. */
  private static void fill(Sequence s, Address list) {
    s.store(Width.BYTE, list, value(0), value(BYTE));
    WriteFile.call(s, value(FOLDER), value(FILE), list);
    s.move(MakeCgroup.RESULT, value(WriteFile.RESULT));
  }
}
