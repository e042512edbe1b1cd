package dev.cdlc.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.BuiltContainer;
import dev.cdlc.cli.BuiltContainer.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** The executable, within reach of what it starts (CVE-2019-5736). */
class SealedExecutableTest extends AttackTest {
  /** Keeps the supervisor's file open, ends it, and writes; {@code $1} is the executable. */
  private static final String OVERWRITE =
      """
      cd "${1%/*}" && mkfifo in out
      "$1" <in >out & supervisor=$!
      exec 3>in 4<out && echo up >&3 && read -r up <&4
      exec 5</proc/$supervisor/exe
      readlink /proc/self/fd/5
      : >>/proc/$supervisor/exe
      exec 3>&-
      wait $supervisor
      echo x >>/proc/self/fd/5
      """;

  @Test
  void commandThatIsTheExecutableItselfStartsNothing() throws IOException {
    Path evil = Files.writeString(root.resolve("evil"), "#!/proc/self/exe\n");
    Files.setPosixFilePermissions(evil, PosixFilePermissions.fromString("rwxr-xr-x"));
    BuiltContainer built = container("run /evil");
    byte[] before = Files.readAllBytes(built.executable());
    Exit exit = built.run();
    assertThat(exit.status()).isEqualTo(125);
    assertThat(built.executable()).hasBinaryContent(before);
  }

  @Test
  void whatRunsCannotBeWrittenTo() throws IOException {
    BuiltContainer built = container("run cat");
    byte[] before = Files.readAllBytes(built.executable());
    Process script =
        new ProcessBuilder("bash", "-c", OVERWRITE, "bash", built.executable().toString()).start();
    Exit exit = BuiltContainer.finish(script, "");
    assertThat(exit.out()).startsWith("/memfd:cdlc");
    assertThat(exit.err().lines().toList())
        .hasSize(2)
        .allMatch(line -> line.matches(".*: (Text file busy|Operation not permitted)"));
    assertThat(built.executable()).hasBinaryContent(before);
  }
}
