package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/**
 * Gives the container's cpuset of cgroup v1 all that the root of the hierarchy has, by way of the
 * folder between them; cdlc's cgroups are all in that folder, so none is given less by it.
 */
public final class CopyCpuset {
  private static final String NAME = "copy_cpuset";

  /** A list such as {@code 0-3,7} of the most CPUs that Linux can have. */
  private static final int LIST_BYTES = 4096;

  private static final Cell ROOT = new Cell("cpuset_root");
  private static final Cell FILE = new Cell("cpuset_file");
  private static final Cell PARENT = new Cell("cpuset_parent");
  private static final Cell CGROUP = new Cell("cpuset_cgroup");
  private static final Cell FD = new Cell("cpuset_fd");
  private static final Cell LENGTH = new Cell("cpuset_length");

  private CopyCpuset() {}

  /** Leaves the result in {@link MakeCgroup#RESULT}. */
  public static void call(Sequence s, Data data, Hierarchy cpuset, String file) {
    s.move(ROOT, data.text(cpuset.mount() + "/" + file));
    s.move(FILE, data.text(file));
    s.move(PARENT, value(cpuset.parent()));
    s.move(CGROUP, value(cpuset.cgroup()));
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    Address list = data.buffer("cpuset_list", LIST_BYTES);
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            value(ROOT),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(FD)
        .orGoOn();
    s.move(MakeCgroup.RESULT, value(FD));
    s.when(failed(FD), Sequence::comeBack);
    s.call(Syscall.READ, value(FD), list, value(LIST_BYTES - 1)).into(LENGTH).orGoOn();
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
    s.move(MakeCgroup.RESULT, value(LENGTH));
    s.when(failed(LENGTH), Sequence::comeBack);
    s.store(Width.BYTE, list, value(LENGTH), value(0));
    WriteFile.call(s, value(PARENT), value(FILE), list);
    WriteFile.call(s, value(CGROUP), value(FILE), list);
    s.move(MakeCgroup.RESULT, value(WriteFile.RESULT));
    return new Routine(NAME, s.instructions());
  }
}
