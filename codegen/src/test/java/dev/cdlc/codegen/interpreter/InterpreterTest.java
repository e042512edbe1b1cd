package dev.cdlc.codegen.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.Instruction.Comparison;
import dev.cdlc.codegen.program.Instruction.Compute;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterpreterTest {
  private static final Cell A = new Cell("a");
  private static final Cell B = new Cell("b");
  private static final OnError POLICY =
      new OnError(List.of(Errno.EPERM), List.of(Errno.EINTR), Optional.of("failure"));
  private static final InitialStack STACK =
      new InitialStack(List.of("name", "word"), List.of("HOME=/"));

  @Test
  void makesACallAgainOnARetriedError() {
    assertThat(run(new ScriptedKernel(-4, -4, 0), close(1, POLICY), exit(A)))
        .containsExactly("close(1)", "close(1)", "close(1)", "exit_group(0)");
  }

  @Test
  void goesOnAfterAnIgnoredError() {
    assertThat(run(new ScriptedKernel(-1), close(1, POLICY), exit(A)))
        .containsExactly("close(1)", "exit_group(-1)");
  }

  @Test
  void leavesThroughTheFailureRoutineOnAnyOtherError() {
    assertThat(run(new ScriptedKernel(-2), close(1, POLICY), exit(A)))
        .containsExactly("close(1)", "exit_group(-2)");
    assertThat(run(new ScriptedKernel(-2), close(1, OnError.fail("failure")), close(2, POLICY)))
        .containsExactly("close(1)", "exit_group(-2)");
  }

  @Test
  void keepsAnErrorThatNobodyAskedFor() {
    assertThat(run(new ScriptedKernel(-2), close(1, OnError.KEEP), exit(A)))
        .containsExactly("close(1)", "exit_group(-2)");
  }

  @Test
  void givesAChildACopyOfMemory() {
    Call clone = call(Syscall.CLONE3, OnError.KEEP, Operand.of(0), Operand.of(88));
    List<Instruction> child =
        List.of(new Compute(B, Operation.ADD, Operand.of(1)), close(B), exit(A));
    assertThat(
            run(
                new ScriptedKernel(77),
                new Instruction.Move(B, Operand.of(5)),
                new Instruction.Fork("child", clone, A, child),
                close(B),
                exit(A)))
        .containsExactly(
            "clone3(0, 88)", "77 close(6)", "77 exit_group(0)", "close(5)", "exit_group(77)");
  }

  @Test
  void runsNoChildThatCouldNotBeMade() {
    Call clone = call(Syscall.CLONE3, OnError.KEEP, Operand.of(0), Operand.of(88));
    Instruction fork = new Instruction.Fork("child", clone, A, List.of(close(B)));
    assertThat(run(new ScriptedKernel(-1), fork, exit(A)))
        .containsExactly("clone3(0, 88)", "exit_group(-1)");
  }

  @Test
  void returnsFromWithinALoop() {
    assertThat(run(new ScriptedKernel(), new Instruction.CallRoutine("counts"), exit(B)))
        .containsExactly("exit_group(3)");
  }

  @Test
  void endsWithASuccessfulExecve() {
    Operand nothing = Operand.of(0);
    Instruction execve = call(Syscall.EXECVE, OnError.KEEP, nothing, nothing, nothing);
    assertThat(run(new ScriptedKernel(-2, 0), execve, execve, exit(A)))
        .containsExactly("execve(0, 0, 0)", "execve(0, 0, 0)");
  }

  @Test
  void findsArgumentsOnTheStack() {
    Operand stack = Operand.of(Cell.INITIAL_STACK);
    assertThat(
            run(
                new ScriptedKernel(),
                new Instruction.Load(A, Width.DOUBLE, stack, Operand.of(16)),
                new Instruction.Load(A, Width.BYTE, Operand.of(A), Operand.of(3)),
                new Instruction.Load(B, Width.DOUBLE, stack, Operand.of(0)),
                close(B),
                exit(A)))
        .containsExactly("close(2)", "exit_group(" + (int) 'd' + ")");
  }

  @Test
  void refusesWhatTheProcessorWould() {
    Operand constant = new Operand.Address("constant", 0);
    Instruction store = new Instruction.Store(Width.BYTE, constant, Operand.of(0), Operand.of(1));
    assertThatExceptionOfType(SegmentationFault.class)
        .isThrownBy(() -> run(new ScriptedKernel(), store, exit(A)));
    Instruction load = new Instruction.Load(A, Width.BYTE, Operand.of(8), Operand.of(0));
    assertThatExceptionOfType(SegmentationFault.class)
        .isThrownBy(() -> run(new ScriptedKernel(), load, exit(A)));
  }

  @Test
  void refusesToRunPastTheEnd() {
    assertThatIllegalStateException().isThrownBy(() -> run(new ScriptedKernel(), close(B)));
  }

  private static List<String> run(ScriptedKernel kernel, Instruction... main) {
    Instruction count = new Compute(B, Operation.ADD, Operand.of(1));
    Instruction leave =
        new Instruction.If(
            new Condition(Operand.of(B), Comparison.EQUAL, Operand.of(3)),
            List.of(new Instruction.Return()),
            List.of(new Instruction.Continue()));
    Program program =
        new Program(
            "p",
            List.of(main),
            List.of(
                new Routine("failure", List.of(exit(OnError.ERRNO))),
                new Routine("counts", List.of(new Instruction.Loop(List.of(count, leave))))),
            List.of(new Datum("constant", Datum.Kind.READ_ONLY, List.of(new Datum.Part.Zero(8)))));
    Interpreter.run(program, Layout.of(program, 0), STACK, kernel);
    return kernel.calls();
  }

  private static Call close(Cell descriptor) {
    return call(Syscall.CLOSE, OnError.KEEP, Operand.of(descriptor));
  }

  private static Instruction close(long descriptor, OnError onError) {
    List<Operand> arguments = List.of(Operand.of(descriptor));
    return new Call(Syscall.CLOSE, arguments, Optional.of(A), onError);
  }

  private static Instruction exit(Cell status) {
    return call(Syscall.EXIT_GROUP, OnError.KEEP, Operand.of(status));
  }

  private static Call call(Syscall syscall, OnError onError, Operand... arguments) {
    return new Call(syscall, List.of(arguments), Optional.empty(), onError);
  }
}
