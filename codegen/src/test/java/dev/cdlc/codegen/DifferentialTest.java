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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machine code and interpreter do the same with programs drawn at random. */
class DifferentialTest {
  private static final int PROGRAMS = Integer.getInteger("differential.programs", 2000);
  private static final long FIRST_SEED = Long.getLong("differential.seed", 1);

  @TempDir private Path folder;

  @Test
  void machineCodeDoesWhatTheInterpreterDoes() throws Exception {
    Native.assumePossible();
    List<Program> programs =
        LongStream.range(FIRST_SEED, FIRST_SEED + PROGRAMS).mapToObj(RandomProgram::of).toList();
    List<Native.Outcome> outcomes = Native.runAll(programs, folder);
    for (int index = 0; index < PROGRAMS; index++) {
      assertThat(outcomes.get(index))
          .as("seed %d", FIRST_SEED + index)
          .isEqualTo(interpret(programs.get(index)));
    }
  }

  private static Native.Outcome interpret(Program program) {
    Program trimmed = Trim.trim(program);
    Layout layout = Layout.of(trimmed, new ElfWriter(Target.X86_64, Native.NOTE).headerSize());
    HarmlessKernel kernel = new HarmlessKernel();
    Interpreter.run(trimmed, layout, new InitialStack(List.of(), List.of()), kernel);
    return kernel.outcome();
  }
}
