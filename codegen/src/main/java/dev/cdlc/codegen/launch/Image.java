package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;

/** Memory with an executable: sealed, so that it need not make a sealed copy of itself. */
final class Image {
  /** By its fd; a negative errno where there is none. */
  static final Cell FD = new Cell("image");

  private static final Constant ALL_SEALS =
      Flags.or(Fcntl.F_SEAL_SEAL, Fcntl.F_SEAL_SHRINK, Fcntl.F_SEAL_GROW, Fcntl.F_SEAL_WRITE);
  private static final Cell WORDS = new Cell("image_argv");
  private static final Cell WORD = new Cell("image_word");

  private Image() {}

  /** MFD_EXEC is known from Linux 6.3 on, and refused where vm.memfd_noexec is 2. */
  static void create(Sequence s, Data data) {
    Address name = data.text("cdlc");
    Constant flags = Flags.or(Files.MFD_CLOEXEC, Files.MFD_ALLOW_SEALING);
    s.call(Syscall.MEMFD_CREATE, name, Flags.or(flags, Files.MFD_EXEC)).into(FD).orGoOn();
    s.when(
        failedWith(FD, Errno.EINVAL),
        older -> older.call(Syscall.MEMFD_CREATE, name, flags).into(FD).orGoOn());
  }

  static void seal(Sequence s) {
    s.call(Syscall.FCNTL, value(FD), Fcntl.F_ADD_SEALS, ALL_SEALS).orGoOn();
  }

  /**
   * Becomes the executable, with the arguments behind the delimiter. Its first word is the
   * launcher's own, in the place of the delimiter, or of the last word before the end.
   */
  static void execute(Sequence s, Data data, Cell file) {
    s.move(WORDS, value(CacheKey.DELIMITER));
    s.load(WORD, Width.DOUBLE, value(WORDS), value(0));
    s.when(is(WORD, 0), unsaid -> unsaid.compute(WORDS, Operation.SUBTRACT, value(8)));
    s.load(WORD, Width.DOUBLE, value(WORDS), value(0));
    s.store(Width.DOUBLE, value(WORDS), value(0), data.text("cdlc"));
    Operand flags = Fcntl.AT_EMPTY_PATH;
    s.call(Syscall.EXECVEAT, value(file), data.text(""), value(WORDS), value(Variables.ENVP), flags)
        .orGoOn();
    s.store(Width.DOUBLE, value(WORDS), value(0), value(WORD));
  }
}
