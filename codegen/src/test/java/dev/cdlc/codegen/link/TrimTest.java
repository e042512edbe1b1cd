package dev.cdlc.codegen.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrimTest {
  private static final Instruction CALLS_B = new Instruction.CallRoutine("b");
  private static final Instruction READS_X =
      new Instruction.Move(new Cell("cell"), new Operand.Address("x", 0));
  private static final Instruction FAILS_IN_C =
      new Call(Syscall.SETSID, List.of(), Optional.empty(), OnError.fail("c"));

  private static final List<Routine> ROUTINES =
      List.of(
          new Routine("a", List.of(CALLS_B)),
          new Routine("b", List.of(new Instruction.Loop(List.of(FAILS_IN_C)))),
          new Routine("c", List.of(READS_X)));
  private static final List<Datum> DATA =
      List.of(
          new Datum("w", Datum.Kind.READ_ONLY, List.of()),
          new Datum("x", Datum.Kind.READ_ONLY, List.of(new Datum.Part.Pointer("y", 0))),
          new Datum("y", Datum.Kind.WRITABLE, List.of()));

  @Test
  void keepsWhatIsReachedThroughRoutinesFailuresAndPointers() {
    Program trimmed = Trim.trim(new Program("p", List.of(CALLS_B), ROUTINES, DATA));
    assertThat(trimmed.routines()).extracting(Routine::name).containsExactly("b", "c");
    assertThat(trimmed.data()).extracting(Datum::name).containsExactly("x", "y");
  }

  @Test
  void dropsAllThatAnEmptyProgramHas() {
    Program trimmed = Trim.trim(new Program("p", List.of(), ROUTINES, DATA));
    assertThat(trimmed).isEqualTo(new Program("p", List.of(), List.of(), List.of()));
  }

  @Test
  void refusesNamesOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trim.trim(new Program("p", List.of(CALLS_B), List.of(), List.of())))
        .withMessage("no routine is named b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trim.trim(new Program("p", List.of(READS_X), List.of(), List.of())))
        .withMessage("no datum is named x");
  }
}
