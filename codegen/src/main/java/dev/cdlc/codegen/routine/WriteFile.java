package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Sequence;

/** Opens a file that exists, writes a string into it in one go, and closes it. */
public final class WriteFile {
  /** The negative errno, or what is not negative. */
  public static final Cell RESULT = new Cell("write_file_result");

  private static final String NAME = "write_file";
  private static final Cell FOLDER = new Cell("write_file_folder");
  private static final Cell PATH = new Cell("write_file_path");
  private static final Cell TEXT = new Cell("write_file_text");
  private static final Cell LENGTH = new Cell("write_file_length");
  private static final Cell FD = new Cell("write_file_fd");

  private WriteFile() {}

  /** {@code path} is beneath the folder whose fd {@code folder} is; {@code text} ends in NUL. */
  public static void call(Sequence s, Operand folder, Operand path, Operand text) {
    s.move(FOLDER, folder);
    s.move(PATH, path);
    s.move(TEXT, text);
    s.run(NAME);
  }

  static Routine routine() {
    Sequence s = Sequence.ofRoutine();
    s.call(
            Syscall.OPENAT,
            value(FOLDER),
            value(PATH),
            Flags.or(Fcntl.O_WRONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(RESULT)
        .orGoOn();
    s.when(failed(RESULT), Sequence::comeBack);
    s.move(FD, value(RESULT));
    Strlen.call(s, value(TEXT), LENGTH);
    s.call(Syscall.WRITE, value(FD), value(TEXT), value(LENGTH)).into(RESULT).orGoOn();
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
    return new Routine(NAME, s.instructions());
  }
}
