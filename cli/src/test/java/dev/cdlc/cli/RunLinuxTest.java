package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.BuiltContainer.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of a container that runs, and what the container sees. */
@NeedsRoot
final class RunLinuxTest {
  /** What no other run on this host calls its containers. */
  private static final String NAME = "run-linux-test-" + ProcessHandle.current().pid();

  @TempDir private Path folder;

  @AfterEach
  void leavesNothingBehind() {
    assertThat(Traces.of(NAME, folder)).isEmpty();
  }

  @Test
  void outputAppearsAndTheStatusIsTheCommands() {
    assertThat(container("root host; shell 'echo out; echo err >&2; exit 7'").run())
        .isEqualTo(new Exit(7, "out\n", "err\n"));
  }

  @Test
  void argumentsAreAppendedToTheCommand() {
    assertThat(container("root host; run echo a").run("b c", "", "--", "$HOME"))
        .isEqualTo(new Exit(0, "a b c  -- $HOME\n", ""));
  }

  @Test
  void inputIsTheCallers() {
    assertThat(container("root host; run cat").runWithInput("through\n"))
        .isEqualTo(new Exit(0, "through\n", ""));
  }

  @Test
  void commandThatASignalEndsExitsWith128AndItsNumber() {
    assertThat(container("root host; ns uts; shell 'kill -SEGV $$'").run().status())
        .isEqualTo(128 + 11);
  }

  @Test
  void missingCommandIs127() {
    var exit = container("root host; run /no/such/command").run();
    assertThat(exit.status()).isEqualTo(127);
    assertThat(exit.err())
        .matches(
            "(?s)error\\[CDL70\\d\\d\\]: .*container.cdl:2:12: .*/no/such/command.*ENOENT.*\\n");
  }

  @Test
  void fileThatIsNotExecutableIs126() {
    var exit = container("root host; run /etc/passwd").run();
    assertThat(exit.status()).isEqualTo(126);
    assertThat(exit.err()).contains("container.cdl:2:12").contains("EACCES");
  }

  @Test
  void missingRootIs125AndNamesItsLine() {
    var exit = container("root ./nowhere; run true").run();
    assertThat(exit.status()).isEqualTo(125);
    assertThat(exit.err()).contains("container.cdl:2:1").contains("nowhere").contains("ENOENT");
  }

  @Test
  void missingBindSourceIs125AndNamesItsLine() {
    var exit = container("root host; run true;\n bind ./nothing /mnt").run();
    assertThat(exit.status()).isEqualTo(125);
    assertThat(exit.err()).contains("container.cdl:3:2").contains("nothing").contains("ENOENT");
  }

  @Test
  void missingNamespaceIs125AndNamesItsLine() {
    var exit = container("root host; run true;\n ns pid, net=/run/netns/nowhere").run();
    assertThat(exit.status()).isEqualTo(125);
    assertThat(exit.err()).contains("container.cdl:3:10").contains("nowhere").contains("ENOENT");
  }

  @Test
  void callerThatIsNotRootIsToldWhatItLacks() throws IOException {
    var built = container("root host; run true");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var exit = built.runBy("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
    assertThat(exit.status()).isEqualTo(125);
    assertThat(exit.err()).contains("EACCES").contains("run it as root, or add `ns user`");
  }

  @Test
  void readOnlyCgroupTreeIsAnErrorWhereThereAreLimits() {
    var exit =
        container("root host; pids 10; run true")
            .runBy(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "for tree in /sys/fs/cgroup/* /sys/fs/cgroup; do"
                    + " mount -o remount,bind,ro $tree 2>/dev/null; done; exec \"$@\"",
                "sh");
    assertThat(exit.status()).isEqualTo(125);
    assertThat(exit.err()).contains("container.cdl:2:17").contains("EROFS");
  }

  private BuiltContainer container(String body) {
    return BuiltContainer.of(folder, "container %s <\n%s >\n".formatted(NAME, body));
  }
}
