package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;

/**
 * Has the script start the compiler, as a child that writes the executable into memory: {@code
 * CDLC_EXECUTABLE} names it, and {@code CDLC_CACHE} the folder, where it may be kept.
 */
final class Compiling {
  /** What the child finds them at. */
  private static final int EXECUTABLE_FD = 3;

  private static final int FOLDER_FD = 4;

  /** What starts no compiler, and leaves the caller without a container. */
  private static final int NOT_STARTED = 125;

  /** What the compiler says of a command that is not run in a container, by {@code exec}. */
  private static final int NOT_RUN = 255;

  private static final Cell CHILD = new Cell("child");
  private static final Cell RESULT = new Cell("child_result");
  private static final Cell SCRIPT = new Cell("script");
  private static final Cell WORDS = new Cell("script_words");

  private Compiling() {}

  /** Leaves the executable in {@link Image#FD}, or ends. */
  static void compile(Sequence s, Data data) {
    readWords(s);
    Image.create(s, data);
    s.when(failed(Image.FD), refused -> becomeScript(refused, data));
    Sequence child = Sequence.ofRoutine();
    becomeCompiler(child, data);
    Child.start(s, data, "compiler", CHILD, child);
    s.when(failed(CHILD), alone -> becomeScript(alone, data));
    await(s, data);
  }

  /** The script, and what it is to be called with. */
  static void readWords(Sequence s) {
    s.load(SCRIPT, Width.DOUBLE, value(Variables.ARGV), value(8));
    s.move(WORDS, value(Variables.ARGV));
    s.compute(WORDS, Operation.ADD, value(8));
  }

  /** Where this program can do nothing: the script has another way, and keeps nothing. */
  static void becomeScript(Sequence s, Data data) {
    Environment.of(s, data, data.text("CDLC_EXECUTABLE="));
    executeScript(s, data);
  }

  private static void becomeCompiler(Sequence s, Data data) {
    Child.endWithParent(s);
    Address executable = data.text("CDLC_EXECUTABLE=/proc/self/fd/" + EXECUTABLE_FD);
    Address cache = data.text("CDLC_CACHE=/proc/self/fd/" + FOLDER_FD);
    s.choose(
        succeeded(CacheFolder.FOLDER),
        kept -> Environment.of(kept, data, executable, cache),
        lost -> Environment.of(lost, data, executable));
    moveUp(s, Image.FD);
    moveUp(s, CacheFolder.FOLDER);
    s.call(Syscall.DUP3, value(Image.FD), value(EXECUTABLE_FD), value(0)).orGoOn();
    s.call(Syscall.DUP3, value(CacheFolder.FOLDER), value(FOLDER_FD), value(0)).orGoOn();
    executeScript(s, data);
  }

  /** Out of the way of what is put there. */
  private static void moveUp(Sequence s, Cell fd) {
    s.call(Syscall.FCNTL, value(fd), Fcntl.F_DUPFD_CLOEXEC, value(FOLDER_FD + 1)).into(fd).orGoOn();
  }

  static void executeScript(Sequence s, Data data) {
    s.call(Syscall.EXECVE, value(SCRIPT), value(WORDS), value(Environment.ENVP)).orGoOn();
    Note.write(s, data, data.text("cdlc: cannot execute "), value(SCRIPT), data.text("\n"));
    s.call(Syscall.EXIT_GROUP, value(NOT_STARTED)).orGoOn();
  }

  /** Nothing was written where nothing is to run: {@code cdlc run --help}. */
  private static void await(Sequence s, Data data) {
    Child.await(s, data, CHILD, RESULT);
    s.when(is(RESULT, NOT_RUN), Compiling::passOn);
    s.when(isNot(RESULT, 0), Compiling::giveUp);
    s.call(Syscall.LSEEK, value(Image.FD), value(0), Files.SEEK_END).into(Freshness.SIZE).orGoOn();
    s.when(is(Freshness.SIZE, 0), done -> done.call(Syscall.EXIT_GROUP, value(0)).orGoOn());
  }

  private static void passOn(Sequence s) {
    s.call(Syscall.EXIT_GROUP, value(NOT_RUN)).orGoOn();
  }

  private static void giveUp(Sequence s) {
    s.call(Syscall.EXIT_GROUP, value(NOT_STARTED)).orGoOn();
  }
}
