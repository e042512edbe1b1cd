package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.BuiltContainer.Exit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers in roots that are made for them. */
@NeedsRoot
final class RootLinuxTest {
  @TempDir private Path folder;

  @Test
  void programsOfTheHostStart() {
    Exit exit = run("root from /bin/sh, /bin/ls; run /bin/sh -c 'ls /proc/1/comm && echo $0' name");
    assertThat(exit).isEqualTo(new Exit(0, "/proc/1/comm\nname\n", ""));
  }

  @Test
  void nothingElseIsThere() {
    assertThat(run("root from /bin/sh; run /bin/sh -c '[ -e /bin/ls ] || exit 3'").status())
        .isEqualTo(3);
  }

  @Test
  void theRootIsReadOnly() {
    assertThat(run("root from /bin/sh; run /bin/sh -c '> /new'").err()).contains("Read-only");
  }

  @Test
  void scriptsFindTheirInterpreter() {
    Exit exit = run("root from /usr/bin/ldd, /bin/sh; run /usr/bin/ldd --version");
    assertThat(exit.status()).isZero();
    assertThat(exit.out()).startsWith("ldd ");
  }

  @Test
  void anArchiveIsTheRoot() throws IOException, InterruptedException {
    pack();
    String statement = "root tar ./fs.tar ro; run /bin/sh -c 'id -u; : > /new'";
    assertThat(run(statement).out()).isEqualTo("0\n");
    assertThat(run(statement).err()).contains("Read-only");
    assertThat(run("root tar ./fs.tar; run /bin/sh -c ': > /new'")).isEqualTo(new Exit(0, "", ""));
    assertThat(folder.resolve(".cdlc/web/rootfs/new")).exists();
  }

  private void pack() throws IOException, InterruptedException {
    Path tree = BusyboxRoot.make(folder.resolve("tree"));
    Process tar =
        new ProcessBuilder("tar", "-C", tree.toString(), "-czf", folder + "/fs.tar", ".")
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
  }

  private Exit run(String statements) {
    return BuiltContainer.of(folder, "container web < " + statements + " >\n").run();
  }
}
