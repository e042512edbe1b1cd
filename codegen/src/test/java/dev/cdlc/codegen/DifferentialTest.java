package dev.cdlc.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.elf.ElfWriter;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.interpreter.InitialStack;
import dev.cdlc.codegen.interpreter.Interpreter;
import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.link.Trim;
import dev.cdlc.codegen.program.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Machine code and interpreter do the same with programs drawn at random. */
class DifferentialTest {
  private static final int PROGRAMS = Integer.getInteger("differential.programs", 2000);

  /** An emulator starts slowly. */
  private static final int EMULATED_PROGRAMS = Math.ceilDiv(PROGRAMS, 5);

  private static final long FIRST_SEED = Long.getLong("differential.seed", 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void machineCodeDoesWhatTheInterpreterDoes(Target target) throws Exception {
    Execution.assumePossible(target);
    int count = Execution.isNative(target) ? PROGRAMS : EMULATED_PROGRAMS;
    List<Program> programs =
        LongStream.range(FIRST_SEED, FIRST_SEED + count).mapToObj(RandomProgram::of).toList();
    List<Execution.Outcome> outcomes = Execution.runAll(programs, target, folder);
    for (int index = 0; index < count; index++) {
      assertThat(outcomes.get(index))
          .as("seed %d", FIRST_SEED + index)
          .isEqualTo(interpret(programs.get(index), target));
    }
  }

  private static Execution.Outcome interpret(Program program, Target target) {
    Program trimmed = Trim.trim(program);
    Layout layout = Layout.of(trimmed, new ElfWriter(target, Execution.NOTE).headerSize());
    HarmlessKernel kernel = new HarmlessKernel();
    Interpreter.run(trimmed, layout, new InitialStack(List.of(), List.of()), kernel);
    return kernel.outcome();
  }
}
