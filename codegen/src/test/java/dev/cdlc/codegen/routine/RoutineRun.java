package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.interpreter.InitialStack;
import dev.cdlc.codegen.interpreter.Interpreter;
import dev.cdlc.codegen.interpreter.Kernel;
import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.link.Trim;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A program that does nothing but call routines. */
final class RoutineRun {
  private static final int HEADER_BYTES = 0x200;
  private static final int X86_64 = 62;
  private static final Cell CURSOR = new Cell("test_cursor");

  private RoutineRun() {}

  /** What is done with the routines. */
  interface Body {
    void write(Sequence s, Data data, FailureTable failures);
  }

  static void run(Kernel kernel, InitialStack stack, Body body) {
    Data data = new Data();
    FailureTable failures = new FailureTable(data);
    Sequence s = Sequence.ofRoutine();
    body.write(s, data, failures);
    s.call(Syscall.EXIT_GROUP, value(0)).orGoOn();
    failures.place();
    Program program =
        Trim.trim(
            new Program(
                "test",
                s.instructions(),
                Library.routines(
                    data,
                    X86_64,
                    Hierarchy.used(List.of()),
                    false,
                    Optional.empty(),
                    Autopsy.NONE,
                    Optional.empty(),
                    ExitStatuses.OF_SHELLS),
                data.all()));
    Interpreter.run(program, Layout.of(program, HEADER_BYTES), stack, kernel);
  }

  static void run(Kernel kernel, InitialStack stack, BiConsumer<Sequence, Data> body) {
    run(kernel, stack, (s, data, _) -> body.accept(s, data));
  }

  static void run(Kernel kernel, BiConsumer<Sequence, Data> body) {
    run(kernel, new InitialStack(List.of("test"), List.of()), body);
  }

  /** Writes a number to standard output, in decimal. */
  static void show(Sequence s, Data data, Operand number) {
    Operand buffer = data.buffer("test_buffer", 32);
    s.move(CURSOR, buffer);
    FormatInt.call(s, number, CURSOR);
    s.compute(CURSOR, Operation.SUBTRACT, buffer);
    s.call(Syscall.WRITE, value(1), buffer, value(CURSOR)).orGoOn();
  }
}
