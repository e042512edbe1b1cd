package dev.cdlc.codegen.x86_64;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.SyscallAbi;
import dev.cdlc.plan.SyscallTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyscallNumbersTest {
  @ParameterizedTest
  @EnumSource
  void isTheNumberOfTheTable(Syscall syscall) {
    assertThat(SyscallTable.number(syscall.kernelName(), SyscallAbi.X86_64))
        .hasValue(SyscallNumbers.of(syscall));
  }
}
