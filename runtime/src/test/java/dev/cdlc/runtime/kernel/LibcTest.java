package dev.cdlc.runtime.kernel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIndexOutOfBoundsException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class LibcTest {
  @Test
  void sixArgumentsReachTheirPlaces() {
    try (NativeMemory text = NativeMemory.ofLength(16);
        NativeMemory format = NativeMemory.of("%ld %ld %ld", US_ASCII)) {
      int length = Libc.call("snprintf", text.address(), 16, format.address(), 4, 5, 6);
      assertThat(text.bytes(0, length)).asString().isEqualTo("4 5 6");
    }
  }

  @Test
  void sevenArgumentsAreTooMany() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Libc.call("getpid", 1, 2, 3, 4, 5, 6, 7))
        .withMessage("getpid has too many arguments");
  }

  @Test
  void whatLiesBeyondTheMemoryIsNotRead() {
    try (NativeMemory memory = NativeMemory.ofLength(8)) {
      assertThat(memory.getLong(0)).isZero();
      assertThatIndexOutOfBoundsException().isThrownBy(() -> memory.getLong(4));
    }
  }
}
