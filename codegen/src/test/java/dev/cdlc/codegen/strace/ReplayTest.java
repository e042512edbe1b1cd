package dev.cdlc.codegen.strace;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdlc.codegen.interpreter.InitialStack;
import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.program.Program;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Program PROGRAM = SampleProgram.program();
  private static final Layout LAYOUT = Layout.of(PROGRAM, 0);

  /** With the address that this layout gives to what clone3(2) is told. */
  private static final String LOG =
      SampleProgram.LOG.replace(
          "0x50123c", "0x" + Long.toHexString(LAYOUT.address("pidfd_memory", 0)));

  @Test
  void makesTheCallsOfTheLog() {
    assertThatCode(() -> replay(LOG)).doesNotThrowAnyException();
  }

  @Test
  void noticesOtherArguments() {
    assertDiffers(LOG.replace("\"/srv\"", "\"/srw\""));
    assertDiffers(LOG.replace("\"srv\", 3", "\"srv\", 4"));
    assertDiffers(LOG.replace("fchdir(3", "fchdir(4"));
    assertDiffers(LOG.replace("0x280000", "0x80000"));
    assertDiffers(LOG.replace("[{fd=4, ev", "[{fd=5, ev"));
    assertDiffers(LOG.replace("[\"sh\", \"-c\"]", "[\"sh\"]"));
    assertDiffers(LOG.replace("done\\n", "gone\\n"));
  }

  @Test
  void noticesAnotherCourse() {
    assertDiffers(LOG.replace("24) = 3", "24) = -1 ENOENT (No such file or directory)"));
    assertDiffers(LOG.replace("= 0 (Timeout)", "= 1"));
    assertDiffers(LOG.replaceAll("(?m)^101 .*\n", ""));
    assertDiffers(LOG.replace("100 exit_group(0)", "100 getpid() = 100\n100 exit_group(0)"));
    assertDiffers(LOG + "100 getpid() = 100\n");
  }

  private static void assertDiffers(String log) {
    assertThatThrownBy(() -> replay(log)).isInstanceOf(AssertionError.class);
  }

  private static void replay(String log) {
    InitialStack stack = new InitialStack(List.of("./sample"), List.of());
    Replay.check(PROGRAM, LAYOUT, stack, StraceLog.parse(log));
  }
}
