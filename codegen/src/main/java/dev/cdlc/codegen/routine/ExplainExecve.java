package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
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
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;

/**
 * Looks at a file that could not be executed, and leaves in the shared page what is in the way. It
 * runs in the init, as the container's user and in its root, so it sees what execve(2) saw; what it
 * may not read stays unexplained.
 */
public final class ExplainExecve {
  public static final String NAME = "explain_execve";

  /** What the kernel reads of a script is less; a loader's name stands behind the ELF headers. */
  private static final int HEAD_BYTES = 4096;

  private static final int STATFS_BYTES = 128;
  private static final int SHEBANG = '#' | '!' << 8;
  private static final long ELF = 0x464c457f;

  private static final Cell PATH = new Cell("explain_path");
  private static final Cell RESULT = new Cell("explain_result");
  private static final Cell ERRNO = new Cell("explain_errno");
  private static final Cell FD = new Cell("explain_fd");
  private static final Cell LENGTH = new Cell("explain_length");
  private static final Cell MAGIC = new Cell("explain_magic");

  private ExplainExecve() {}

  /**
   * Only the first that is explained counts.
   *
   * @param result the negative errno that execve(2) ended with
   */
  public static void call(Sequence s, Operand path, Operand result) {
    s.move(PATH, path);
    s.move(RESULT, result);
    s.run(NAME);
  }

  /**
   * The routine.
   *
   * @param machine {@code e_machine} of the programs that run here
   */
  static Routine routine(Data data, int machine) {
    Address head = data.buffer("explain_head", HEAD_BYTES + 1);
    Sequence s = Sequence.ofRoutine();
    keepErrno(s);
    s.load(MAGIC, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_OBSTACLE));
    s.when(isNot(MAGIC, 0), Sequence::comeBack);
    s.when(failedWith(RESULT, Errno.EACCES), denied -> checkMount(denied, data));
    read(s, head);
    s.when(failedWith(LENGTH, Errno.EISDIR), folder -> tell(folder, Obstacle.FOLDER));
    s.when(is(LENGTH, 0), empty -> tell(empty, Obstacle.EMPTY));
    s.load(MAGIC, Width.WORD, head, value(0));
    s.when(is(MAGIC, ELF), elf -> ElfObstacle.find(elf, data, head, LENGTH, PATH, RESULT, machine));
    s.compute(MAGIC, Operation.AND, value(0xffff));
    s.when(is(MAGIC, SHEBANG), script -> ScriptObstacle.find(script, head, LENGTH, PATH, RESULT));
    s.when(failedWith(RESULT, Errno.ENOENT), there -> tell(there, Obstacle.INDIRECT));
    return new Routine(NAME, s.instructions());
  }

  /** The container's filter may end the init at its next call. */
  private static void keepErrno(Sequence s) {
    s.move(ERRNO, value(0));
    s.compute(ERRNO, Operation.SUBTRACT, value(RESULT));
    s.store(Width.WORD, value(Variables.PAGE), value(Variables.PAGE_ERRNO), value(ERRNO));
  }

  /** Leaves what is in the way, and ends the search. */
  static void tell(Sequence s, Obstacle obstacle) {
    s.store(
        Width.WORD,
        value(Variables.PAGE),
        value(Variables.PAGE_OBSTACLE),
        value(obstacle.number()));
    s.comeBack();
  }

  /** A FIFO must not block, nor a terminal become the container's. */
  private static void read(Sequence s, Address head) {
    open(s, Flags.or(Fcntl.O_RDONLY, Fcntl.O_NONBLOCK, Fcntl.O_NOCTTY, Fcntl.O_CLOEXEC));
    s.call(Syscall.READ, value(FD), head, value(HEAD_BYTES)).into(LENGTH).orGoOn();
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
  }

  private static void open(Sequence s, Operand flags) {
    s.call(Syscall.OPENAT, Fcntl.AT_FDCWD, value(PATH), flags, value(0)).into(FD).orGoOn();
    s.when(failed(FD), Sequence::comeBack);
  }

  /** Whether the file is denied for where it stands. */
  private static void checkMount(Sequence s, Data data) {
    Address statfs = data.buffer("statfs", STATFS_BYTES);
    open(s, Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC));
    s.call(Syscall.FSTATFS, value(FD), statfs).orGoOn();
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
    s.load(MAGIC, Width.DOUBLE, statfs, Files.F_FLAGS);
    s.compute(MAGIC, Operation.AND, Files.ST_NOEXEC);
    s.when(isNot(MAGIC, 0), noexec -> tell(noexec, Obstacle.NOEXEC));
  }
}
