package dev.cdlc.codegen.x86_64;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.program.Syscall;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SyscallNumbersTest {
  private static final Path HEADER = Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");

  @Test
  void agreesWithTheKernelsHeader() throws Exception {
    Assumptions.assumeTrue(Files.exists(HEADER), "needs the Debian package linux-libc-dev");
    String header = Files.readString(HEADER);
    for (Syscall syscall : Syscall.values()) {
      assertThat(header)
          .contains(
              "#define __NR_%s %d\n".formatted(syscall.kernelName(), SyscallNumbers.of(syscall)));
    }
  }
}
