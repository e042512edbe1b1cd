package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(printed, true, StandardCharsets.UTF_8);
  private long now;
  private final Progress progress =
      new Progress(Optional.of(terminal), Progress.Unit.FILE, () -> now);

  private String screen() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void stepAfter(Duration time) {
    now += time.toNanos();
    progress.step();
  }

  @Test
  void shortCheckShowsNone() {
    progress.expect(2);
    stepAfter(Duration.ofMillis(500));
    stepAfter(Duration.ofMillis(499));
    progress.wipe();
    assertThat(screen()).isEmpty();
  }

  @Test
  void longCheckShowsHowFarItIsAndWipesIt() {
    progress.expect(4);
    stepAfter(Duration.ofMillis(900));
    stepAfter(Duration.ofMillis(900));
    assertThat(screen()).isEqualTo("\r[" + "#".repeat(15) + " ".repeat(15) + "] 2 of 4 files");
    progress.wipe();
    progress.wipe();
    assertThat(screen()).endsWith("files\r\u001b[K").containsOnlyOnce("\u001b");
  }

  @Test
  void lineIsNotDrawnForEachFile() {
    progress.expect(100);
    stepAfter(Duration.ofSeconds(2));
    for (int i = 0; i < 50; i++) {
      stepAfter(Duration.ofMillis(1));
    }
    assertThat(screen()).containsOnlyOnce("\r");
  }

  @ParameterizedTest
  @CsvSource({
    "true, TERM, xterm, true, true",
    "false, TERM, xterm, true, false",
    "true, TERM, xterm, false, false",
    "true, NO_COLOR, 1, true, false",
    "true, TERM, dumb, true, false",
    "true, CI, true, true, false"
  })
  void isSeenWhereAPersonMayWait(
      boolean isTerminal, String variable, String value, boolean wanted, boolean seen) {
    var console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            terminal,
            terminal,
            Map.of(variable, value),
            isTerminal);
    assertThat(Progress.of(console, Progress.Unit.FILE, wanted).isSeen()).isEqualTo(seen);
  }
}
