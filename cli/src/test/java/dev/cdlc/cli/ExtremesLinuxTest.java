package dev.cdlc.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.BuiltContainer.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As much of something as the language allows, or the kernel does not. */
@NeedsRoot
final class ExtremesLinuxTest {
  private static final String NAME = "extremes-" + ProcessHandle.current().pid();
  private static final int MOST_STATEMENTS = 10_000;

  @TempDir private Path folder;

  @BeforeEach
  void makeRoot() throws IOException {
    BusyboxRoot.make(folder.resolve("root"));
  }

  @AfterEach
  void leavesNothingBehind() {
    assertThat(Traces.of(NAME, folder)).isEmpty();
  }

  /** A file may have no more: the container, its root and its command are statements too. */
  @Test
  void tenThousandMountsAreMade() {
    String mounts =
        IntStream.range(0, MOST_STATEMENTS - 4)
            .mapToObj(i -> "tmpfs /mnt/%d;\n".formatted(i))
            .collect(joining());
    String count = "tmpfs /mnt; shell 'grep -c \" /mnt/[0-9]* \" /proc/self/mountinfo';\n";
    assertThat(container(count + mounts).run())
        .isEqualTo(new Exit(0, MOST_STATEMENTS - 4 + "\n", ""));
  }

  @Test
  void tenThousandVariablesArePassed() {
    String variables =
        IntStream.range(0, 10_000).mapToObj(i -> "V%d=%d".formatted(i, i)).collect(joining(", "));
    assertThat(container("env %s; shell 'env | grep -c ^V'".formatted(variables)).run())
        .isEqualTo(new Exit(0, "10000\n", ""));
  }

  /** The kernel counts the pointers too, so what the supervisor was given may be too much here. */
  @Test
  void twoMebibytesOfArgumentsAreRefusedByTheirLimit() {
    String[] arguments = Collections.nCopies(2030, "x".repeat(1023)).toArray(String[]::new);
    String variable = "y".repeat(64 * 1024);
    Exit exit = container("env A=%s; run echo".formatted(variable)).run(arguments);
    assertThat(exit.status()).isEqualTo(126);
    assertThat(exit.err()).contains("E2BIG").contains("a quarter of the stack");
  }

  @Test
  void oneArgumentThatIsTooLongIsRefused() {
    Exit exit = container("run echo " + "x".repeat(131_072)).run();
    assertThat(exit.status()).isEqualTo(126);
    assertThat(exit.err()).contains("E2BIG").contains("131071 bytes");
  }

  private BuiltContainer container(String body) {
    return BuiltContainer.of(folder, "container %s < root ./root;\n%s >".formatted(NAME, body));
  }
}
