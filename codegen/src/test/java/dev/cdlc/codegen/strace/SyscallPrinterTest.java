package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.Golden;
import org.junit.jupiter.api.Test;

class SyscallPrinterTest {
  @Test
  void printsEachProcessAndRoutineAsAGrammar() throws Exception {
    Golden.check("strace/sample.syscalls", SyscallPrinter.print(SampleProgram.program()));
  }
}
