package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.isAtLeast;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Library;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program of {@code cdlc-launch}. Its first argument is the script {@code bin/cdlc}, the others
 * are the script's.
 */
public final class Launch {
  private static final Cell FD = new Cell("stdio_fd");

  private Launch() {}

  /**
   * The launcher of one build of cdlc.
   *
   * @param build what no other build is known by, so that none runs what another has kept
   */
  public static Program program(String build) {
    Data data = new Data();
    Sequence s = Sequence.ofRoutine();
    readStack(s);
    s.loop(stdio -> fillStdio(stdio, data));
    CacheKey.build(s, data, build);
    CacheFolder.open(s);
    s.when(
        succeeded(CacheFolder.FOLDER),
        usable -> usable.when(isNot(CacheKey.LENGTH, 0), known -> CacheEntry.execute(known)));
    Compiling.compile(s, data);
    Keeping.keep(s);
    Image.seal(s);
    Image.execute(s, data, Image.FD);
    Compiling.becomeScript(s, data);
    return new Program("launcher", s.instructions(), routines(data), data.all());
  }

  private static List<Routine> routines(Data data) {
    List<Routine> own =
        List.of(
            Append.routine(),
            CacheEntry.routine(
                data,
                refused -> CacheEntry.refuse(refused, data),
                (found, file) -> Image.execute(found, data, file)),
            CacheFolder.routine(data),
            Freshness.routine(data),
            Keeping.routine(data));
    return Stream.concat(own.stream(), Library.independent(data).stream()).toList();
  }

  /** argc, argv and envp as the kernel leaves them. */
  static void readStack(Sequence s) {
    Operand stack = value(Cell.INITIAL_STACK);
    s.load(Variables.ARGC, Width.DOUBLE, stack, value(0));
    s.move(Variables.ARGV, stack);
    s.compute(Variables.ARGV, Operation.ADD, value(8));
    s.move(Variables.ENVP, value(Variables.ARGC));
    s.compute(Variables.ENVP, Operation.MULTIPLY, value(8));
    s.compute(Variables.ENVP, Operation.ADD, value(8));
    s.compute(Variables.ENVP, Operation.ADD, value(Variables.ARGV));
  }

  /** What is closed of 0, 1 and 2 would be taken by the first file that is opened. */
  static void fillStdio(Sequence s, Data data) {
    s.call(Syscall.OPENAT, Fcntl.AT_FDCWD, data.text("/dev/null"), Fcntl.O_RDWR, value(0))
        .into(FD)
        .orGoOn();
    s.when(
        isAtLeast(FD, 3),
        filled -> {
          filled.call(Syscall.CLOSE, value(FD)).orGoOn();
          filled.leave();
        });
    s.when(failed(FD), Sequence::leave);
  }
}
