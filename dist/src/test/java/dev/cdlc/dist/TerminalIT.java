package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cdlc run} on a terminal, which script(1) stands for. */
@Tag("linux")
class TerminalIT {
  /** What a terminal makes a SIGINT to its foreground process group of. */
  private static final char CONTROL_C = 3;

  private static final Duration SETTLED = Duration.ofMillis(500);

  @TempDir private Path folder;
  private Process terminal;
  private BufferedReader screen;
  private Writer keyboard;

  @BeforeAll
  static void needsRoot() throws IOException {
    Root.assume();
  }

  @AfterEach
  void close() {
    terminal.destroyForcibly();
  }

  @Test
  void outputAndStatusComeThrough() throws Exception {
    open("shell 'echo up; exit 7'");
    assertThat(screen.readLine()).isEqualTo("up");
    assertThat(status()).isEqualTo(7);
  }

  @Test
  void inputComesThrough() throws Exception {
    open("shell 'echo up; read line; echo got $line'");
    assertThat(screen.readLine()).isEqualTo("up");
    type("this\n");
    assertThat(screen.readLine()).isEqualTo("this");
    assertThat(screen.readLine()).isEqualTo("got this");
  }

  @Test
  void interruptArrivesOnceAndTheSecondKills() throws Exception {
    open("shell 'trap \"echo INT\" INT; echo up; while :; do sleep 0.05; done'");
    assertThat(screen.readLine()).isEqualTo("up");
    type("" + CONTROL_C);
    assertThat(screen.readLine()).isEqualTo("^CINT");
    Thread.sleep(SETTLED);
    assertThat(screen.ready()).as("a second INT").isFalse();
    type("" + CONTROL_C);
    assertThat(status()).isEqualTo(128 + 9);
  }

  private void open(String statement) throws IOException {
    Path file = Root.container(folder, "terminal", statement);
    String command = "exec '%s' run '%s'".formatted(Root.CDLC, file);
    terminal = new ProcessBuilder(List.of("script", "-qfec", command, "/dev/null")).start();
    screen = terminal.inputReader();
    keyboard = terminal.outputWriter();
  }

  private void type(String keys) throws IOException {
    keyboard.write(keys);
    keyboard.flush();
  }

  private int status() throws InterruptedException {
    assertThat(terminal.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return terminal.exitValue();
  }
}
