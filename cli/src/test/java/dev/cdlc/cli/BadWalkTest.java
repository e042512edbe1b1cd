package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a walk from a file, and a report from its reader. */
class BadWalkTest {
  private static final String GOOD = "container a < root ./r; run /bin/true >\n";

  @TempDir private Path folder;
  private Path good;

  @BeforeEach
  void write() throws IOException {
    good = Files.writeString(folder.resolve("a.cdl"), GOOD);
  }

  @Test
  void fileThatFailsToBeReadStopsNoOther() throws IOException {
    Path link = folder.resolve("memory.cdl");
    Files.createSymbolicLink(link, Path.of("/proc/self/mem"));
    assertThat(Invocation.of("validate", folder.toString()))
        .isEqualTo(
            new Invocation(
                2,
                "1 file checked, nothing found\n",
                "cdlc: cannot read %s: Input/output error\n".formatted(link)));
  }

  @Test
  void fileAndFolderWithoutPermissionAreOneLineEach() throws IOException {
    Path below = Files.createDirectory(folder.resolve("below"));
    Path secret = Files.writeString(folder.resolve("secret.cdl"), GOOD);
    var none = PosixFilePermissions.fromString("---------");
    Files.setPosixFilePermissions(below, none);
    Files.setPosixFilePermissions(secret, none);
    boolean mayAll = Files.isReadable(secret);
    var validate = Invocation.of("validate", folder.toString());
    Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("rwx------"));
    assumeFalse(mayAll, "root reads everything");
    assertThat(validate)
        .isEqualTo(
            new Invocation(
                2,
                "1 file checked, nothing found\n",
                "cdlc: cannot read %s: permission denied\ncdlc: cannot read %s: permission denied\n"
                    .formatted(below, secret)));
  }

  @Test
  void fileThatIsGoneBeforeItIsReadIsOneLine() throws IOException {
    Path gone = Files.writeString(folder.resolve("b.cdl"), GOOD);
    var err = new ByteArrayOutputStream();
    var console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            false);
    var files = new SourceFiles(new Walk(Walk.Links.FOLLOWED, Walk.Extent.USUAL), console);
    files.each(List.of(folder.toString()), file -> delete(gone));
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("cdlc: cannot read %s: no such file or folder\n".formatted(gone));
    assertThat(files.names()).containsExactly(good.toString());
    assertThat(files.outcome(false)).isEqualTo(Outcome.USAGE);
  }

  private static void delete(Path file) throws CommandException {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new CommandException(SourceFile.reason(e));
    }
  }

  @Test
  @Tag("linux")
  void readerThatHasSeenEnoughChangesNothing() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      Files.writeString(folder.resolve("n" + i + ".cdl"), "zzz 1;\n");
    }
    Process shell =
        shell("%s validate --output jsonl '%s' | head -n 1 > /dev/null; echo ${PIPESTATUS[0]}");
    assertThat(printed(shell)).isEqualTo("1\n");
  }

  @Test
  @Tag("linux")
  void watchEndsOnAnInterrupt() throws Exception {
    Process shell =
        shell(
            "set -m; exec 3< <(exec env --default-signal=INT %s validate --watch '%s' 2>&1); pid=$!;"
                + " read -r line <&3; kill -INT $pid; wait $pid; echo $? $line");
    assertThat(printed(shell)).isEqualTo("130 1 file checked, nothing found\n");
  }

  /** A pipe that says nothing for a while makes the check a long one. */
  @Test
  @Tag("linux")
  void progressIsSeenOnATerminalAndGoesAway() throws Exception {
    Files.writeString(folder.resolve("z.cdl"), GOOD);
    Process shell =
        shell(
            "mkfifo '%2$s/m.cdl'; (exec > '%2$s/m.cdl'; sleep 1.2; cat '%2$s/a.cdl') &"
                + " export java=\"$0\" cp=\"$1\" TERM=xterm; unset CI NO_COLOR; script -qec"
                + " '\"$java\" -cp \"$cp\" dev.cdlc.cli.Main validate %2$s' /dev/null");
    assertThat(printed(shell))
        .contains("\r[" + "#".repeat(20) + " ".repeat(10) + "] 2 of 3 files")
        .endsWith("\r\u001b[K3 files checked, nothing found\r\n");
  }

  private Process shell(String script) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    return new ProcessBuilder(
            "bash",
            "-c",
            script.formatted("\"$0\" -XX:TieredStopAtLevel=1 -cp \"$1\" dev.cdlc.cli.Main", folder),
            java,
            System.getProperty("java.class.path"))
        .start();
  }

  private static String printed(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return out;
  }
}
