package dev.cdlc.codegen.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.elf.Target;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyscallTest {
  @ParameterizedTest
  @EnumSource
  void isThereOnEveryMachine(Syscall syscall) {
    assertThat(Stream.of(Target.values()).map(Target::abi))
        .allSatisfy(abi -> assertThat(syscall.number(abi)).isNotNegative());
  }
}
