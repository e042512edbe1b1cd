package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/** The magic number of the file system at a path, or 0 where there is nothing. */
public final class FileSystemType {
  /** The answer. */
  public static final Cell TYPE = new Cell("file_system_type");

  private static final String NAME = "file_system_type";

  /** A generous {@code struct statfs}; {@code f_type} is its first word on all architectures. */
  public static final int STATFS_BYTES = 128;

  private static final Cell PATH = new Cell("file_system_path");

  private FileSystemType() {}

  public static void call(Sequence s, Operand path) {
    s.move(PATH, path);
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Address statfs = data.buffer("statfs", STATFS_BYTES);
    Sequence s = Sequence.ofRoutine();
    s.call(Syscall.STATFS, value(PATH), statfs).into(TYPE).orGoOn();
    s.when(
        failed(TYPE),
        nothing -> {
          nothing.move(TYPE, value(0));
          nothing.comeBack();
        });
    s.load(TYPE, Width.DOUBLE, statfs, value(0));
    return new Routine(NAME, s.instructions());
  }
}
