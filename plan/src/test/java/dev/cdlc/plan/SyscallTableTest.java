package dev.cdlc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SyscallTableTest {
  /** Of {@code arch/arm}: one call under the names of two architectures. */
  private static final Set<String> SAME_CALL = Set.of("arm_sync_file_range", "sync_file_range2");

  @ParameterizedTest
  @CsvSource({
    "read, 0, 0, 3, 63, 3",
    "execve, 59, 520, 11, 221, 11",
    "openat, 257, 257, 295, 56, 322",
    "socketcall, -1, -1, 102, -1, -1",
    "uretprobe, 335, 335, -1, -1, -1",
    "seccomp, 317, 317, 354, 277, 383",
    "clone3, 435, 435, 435, 435, 435",
    "cacheflush, -1, -1, -1, -1, 983042",
    "file_setattr, 469, 469, 469, 469, 469"
  })
  void numbersAreThoseOfTheKernel(String name, int x64, int x32, int i386, int arm64, int arm) {
    assertThat(SyscallAbi.values())
        .extracting(abi -> SyscallTable.number(name, abi).orElse(-1))
        .containsExactly(x64, x32, i386, arm64, arm);
  }

  @ParameterizedTest
  @EnumSource
  void noTwoCallsOfAnAbiShareANumber(SyscallAbi abi) {
    List<Integer> numbers = new ArrayList<>();
    for (String name : SyscallTable.names()) {
      OptionalInt number = SyscallTable.number(name, abi);
      if (number.isPresent() && !(abi == SyscallAbi.ARM && SAME_CALL.contains(name))) {
        numbers.add(number.getAsInt());
      }
    }
    assertThat(numbers).doesNotHaveDuplicates().hasSizeGreaterThan(300);
  }

  /** From pidfd_send_signal on, all architectures number alike; 6.18 ends with file_setattr. */
  @ParameterizedTest
  @EnumSource
  void everyAbiHasTheNewestCalls(SyscallAbi abi) {
    List<Integer> newest =
        SyscallTable.names().stream()
            .mapToInt(name -> SyscallTable.number(name, abi).orElse(-1))
            .filter(number -> number >= 424 && number < 512)
            .boxed()
            .toList();
    assertThat(newest).hasSize(abi == SyscallAbi.ARM ? 45 : 46).contains(424, 469);
  }

  @Test
  void unknownNameHasNoNumber() {
    assertThat(SyscallTable.exists("opneat")).isFalse();
    assertThat(SyscallTable.exists("openat")).isTrue();
    assertThat(SyscallTable.number("opneat", SyscallAbi.X86_64)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void machineServesItsOwnAbiFirst(SyscallAbi abi) {
    assertThat(abi.ofSameMachine())
        .contains(abi)
        .first()
        .isIn(SyscallAbi.X86_64, SyscallAbi.AARCH64);
  }

  @Test
  void x32DiffersFromItsMachineByABitOnly() {
    assertThat(SyscallAbi.X32.auditArch()).isEqualTo(SyscallAbi.X86_64.auditArch());
    assertThat(SyscallAbi.X32.bit()).isEqualTo(1 << 30);
    assertThat(SyscallAbi.X86_64.bit()).isZero();
  }
}
