package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isAtLeast;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;

/** A program that a file asks for to be executed with: a script's interpreter, a dynamic loader. */
final class NamedProgram {
  /** The address of its path. */
  static final Cell NAME = new Cell("named_program");

  private static final int MOST_BYTES = 255;
  private static final Cell ACCESS = new Cell("named_access");
  private static final Cell TARGET = new Cell("named_target");
  private static final Cell INDEX = new Cell("named_index");
  private static final Cell BYTE = new Cell("named_byte");

  private NamedProgram() {}

  /** Tells of it if execve(2) of the file at {@code path} gave {@code result} for its sake. */
  static void blame(Sequence s, Cell path, Cell result, Obstacle missing, Obstacle closed) {
    access(s, NAME);
    s.when(
        failed(ACCESS),
        amiss ->
            amiss.choose(
                failedWith(result, Errno.EACCES),
                denied -> {
                  access(denied, path);
                  denied.when(succeeded(ACCESS), fileIsNot -> tell(fileIsNot, closed));
                },
                absent -> tell(absent, missing)));
  }

  private static void access(Sequence s, Cell path) {
    s.call(Syscall.FACCESSAT, Fcntl.AT_FDCWD, value(path), Files.X_OK).into(ACCESS).orGoOn();
  }

  /** Leaves its name too. */
  static void tell(Sequence s, Obstacle obstacle) {
    keepName(s);
    ExplainExecve.tell(s, obstacle);
  }

  /** The file may be anybody's: nothing in it reaches the terminal but printable ASCII. */
  static void keepName(Sequence s) {
    s.move(TARGET, value(Variables.PAGE));
    s.compute(TARGET, Operation.ADD, value(Variables.PAGE_DETAIL));
    s.move(INDEX, value(0));
    s.loop(
        next -> {
          next.load(BYTE, Width.BYTE, value(NAME), value(INDEX));
          next.when(is(BYTE, 0), Sequence::leave);
          next.when(is(INDEX, MOST_BYTES), Sequence::leave);
          next.when(isLess(BYTE, value(' ')), hidden -> hidden.move(BYTE, value('?')));
          next.when(isAtLeast(BYTE, 0x7f), hidden -> hidden.move(BYTE, value('?')));
          next.store(Width.BYTE, value(TARGET), value(INDEX), value(BYTE));
          next.compute(INDEX, Operation.ADD, value(1));
        });
  }

  /** Its path is so many bytes behind {@code base}. */
  static void find(Sequence s, Operand base, Cell offset) {
    s.move(NAME, base);
    s.compute(NAME, Operation.ADD, value(offset));
  }
}
