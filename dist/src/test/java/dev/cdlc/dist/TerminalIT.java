package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cdlc run} on a terminal. */
@Tag("linux")
class TerminalIT {
  /** What a terminal makes a SIGINT to its foreground process group of. */
  private static final String CONTROL_C = "\u0003";

  private static final Duration SETTLED = Duration.ofMillis(500);

  @TempDir private Path folder;

  @BeforeAll
  static void needsRoot() throws IOException {
    Root.assume();
  }

  @Test
  void outputAndStatusComeThrough() throws Exception {
    try (var terminal = open("shell 'echo up; exit 7'")) {
      assertThat(terminal.line()).isEqualTo("up");
      assertThat(terminal.status()).isEqualTo(7);
    }
  }

  @Test
  void inputComesThrough() throws Exception {
    try (var terminal = open("shell 'echo up; read line; echo got $line'")) {
      assertThat(terminal.line()).isEqualTo("up");
      terminal.type("this\n");
      assertThat(terminal.line()).isEqualTo("this");
      assertThat(terminal.line()).isEqualTo("got this");
    }
  }

  @Test
  void interruptArrivesOnceAndTheSecondKills() throws Exception {
    String countsInterrupts =
        "shell 'trap \"echo INT\" INT; echo up; while :; do sleep 0.05; done'";
    try (var terminal = open(countsInterrupts)) {
      assertThat(terminal.line()).isEqualTo("up");
      terminal.type(CONTROL_C);
      assertThat(terminal.line()).isEqualTo("^CINT");
      Thread.sleep(SETTLED);
      assertThat(terminal.screen().ready()).as("a second INT").isFalse();
      terminal.typeUntilItEnds(CONTROL_C);
      assertThat(terminal.status()).isEqualTo(128 + 9);
    }
  }

  private Terminal open(String statement) throws IOException {
    Path file = Root.container(folder, "terminal", statement);
    String command = "exec '%s' run '%s'".formatted(Root.CDLC, file);
    var script = new ProcessBuilder(List.of("script", "-qfec", command, "/dev/null")).start();
    return new Terminal(script, script.inputReader(), script.outputWriter());
  }

  /** A terminal that script(1) holds open, with what it shows and takes. */
  private record Terminal(Process process, BufferedReader screen, Writer keyboard)
      implements AutoCloseable {
    String line() throws IOException {
      return String.valueOf(screen.readLine());
    }

    void type(String keys) throws IOException {
      keyboard.write(keys);
      keyboard.flush();
    }

    /** However slow the machine is, two of them come soon enough after each other. */
    void typeUntilItEnds(String keys) throws InterruptedException {
      for (int i = 0; i < 100 && !process.waitFor(200, TimeUnit.MILLISECONDS); i++) {
        try {
          type(keys);
        } catch (IOException e) {
          // It has just ended.
        }
      }
    }

    int status() throws InterruptedException {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
