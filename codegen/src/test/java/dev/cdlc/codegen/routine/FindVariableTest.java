package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.interpreter.InitialStack;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindVariableTest {
  private static final List<String> ENVIRONMENT =
      List.of("TERMINAL=no", "TERM=xterm", "EMPTY=", "BROKEN", "LAST=x=y");
  private static final Cell LENGTH = new Cell("test_length");

  @Test
  void findsAVariableByItsWholeName() {
    assertThat(find("TERM")).containsExactly("stdout=TERM=xterm");
    assertThat(find("LAST")).containsExactly("stdout=LAST=x=y");
    assertThat(find("EMPTY")).containsExactly("stdout=EMPTY=");
  }

  @Test
  void findsNothingElse() {
    assertThat(find("TER")).isEmpty();
    assertThat(find("BROKEN")).isEmpty();
    assertThat(find("x")).isEmpty();
  }

  private static List<String> find(String name) {
    var kernel = new FewFiles(1);
    RoutineRun.run(
        kernel,
        new InitialStack(List.of("test"), ENVIRONMENT),
        (s, data) -> {
          s.move(Variables.ENVP, value(Cell.INITIAL_STACK));
          s.compute(Variables.ENVP, Operation.ADD, value(3 * 8));
          FindVariable.call(s, data.text(name + "="));
          s.when(isNot(FindVariable.FOUND, 0), FindVariableTest::show);
        });
    return kernel.told();
  }

  private static void show(Sequence s) {
    Strlen.call(s, value(FindVariable.FOUND), LENGTH);
    s.call(Syscall.WRITE, value(1), value(FindVariable.FOUND), value(LENGTH)).orGoOn();
  }
}
