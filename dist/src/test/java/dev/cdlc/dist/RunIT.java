package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cdlc run} by the launch script: what it hands to the container, what it leaves. */
@Tag("linux")
class RunIT {
  private static final String CDLC = Root.CDLC.toString();

  @TempDir private Path folder;

  @BeforeAll
  static void needsRoot() throws IOException {
    Root.assume();
  }

  @Test
  void passesTheExitStatus() throws Exception {
    assertThat(run("run /bin/sh -c 'exit 7'")).isEqualTo(new Launch(7, "", ""));
  }

  @Test
  void handsStandardInputToTheContainerUntouched() throws Exception {
    var launch = Launch.of(List.of(CDLC, "run", cdl("run /bin/cat")), Map.of(), "first\nlast\n");

    assertThat(launch).isEqualTo(new Launch(0, "first\nlast\n", ""));
  }

  @Test
  void readsTheSourceFromStandardInputWhereAsked() throws Exception {
    var launch =
        Launch.of(
            List.of(CDLC, "run", "-", "--", "-"),
            Map.of(),
            "container it < root host; run /bin/echo from >\n");

    assertThat(launch).isEqualTo(new Launch(0, "from -\n", ""));
  }

  @Test
  void findsItsToolsWhateverThePath() throws Exception {
    var launch =
        Launch.of(
            List.of(CDLC, "run", cdl("run /bin/echo here")), Map.of("PATH", "/nonexistent"), "");

    assertThat(launch).isEqualTo(new Launch(0, "here\n", ""));
  }

  @Test
  void refusesToStartInFolderThatIsGone() throws Exception {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    var launch =
        Launch.of(
            List.of(
                "bash",
                "-c",
                "cd '%s' && rmdir '%1$s' && exec '%2$s' run x".formatted(gone, CDLC)));

    assertThat(launch.status()).isEqualTo(125);
    assertThat(launch.err())
        .endsWith("cdlc: the current folder is gone; change to another\n")
        .doesNotContain("java");
  }

  @Test
  void appendsTheArgumentsAfterTwoDashes() throws Exception {
    assertThat(run("run /bin/echo one", "--", "two  spaces", "--", "*"))
        .isEqualTo(new Launch(0, "one two  spaces -- *\n", ""));
  }

  @Test
  void runsWithAllStandardStreamsClosed() throws Exception {
    assertThat(shell("'%s' run '%s' <&- >&- 2>&-; echo $?", cdl("run /bin/true")))
        .isEqualTo(new Launch(0, "0\n", ""));
  }

  @Test
  void runsWhereTheTemporaryFolderIsUnusable() throws Exception {
    var launch =
        Launch.of(List.of(CDLC, "run", cdl("run /bin/echo here")), Map.of("TMPDIR", "/proc"), "");

    assertThat(launch).isEqualTo(new Launch(0, "here\n", ""));
  }

  @Test
  void runsWhereTheTemporaryFolderIsMountedNoexec() throws Exception {
    String inMount = "mount -t tmpfs -o noexec none \"$TMPDIR\" && exec '" + CDLC + "' run '%s'";
    var launch =
        Launch.of(
            List.of("unshare", "-m", "sh", "-c", inMount.formatted(cdl("run /bin/echo here"))),
            Map.of("TMPDIR", folder.toString()),
            "");

    assertThat(launch).isEqualTo(new Launch(0, "here\n", ""));
  }

  @Test
  void takesNoFileThatAnotherUserHasPutInTheFolder() throws Exception {
    String trap =
        """
        trap=$TMPDIR/cdlc-run-$$
        mkfifo "$trap" && exec 9<>"$trap" && exec '%s' run '%s'
        """
            .formatted(CDLC, cdl("run /bin/echo here"));
    var launch = Launch.of(List.of("sh", "-c", trap), Map.of("TMPDIR", folder.toString()), "");

    assertThat(launch).isEqualTo(new Launch(0, "here\n", ""));
  }

  /** A JVM raises its own soft limit of open files, unless it is told not to. */
  @Test
  void containersOfEnginesHaveTheLimitsOfTheirCaller() throws Exception {
    String script =
        """
        ulimit -Sn 512
        exec '%s' oci --root '"""
            + folder
            + "' run --bundle '%s' run-it-"
            + ProcessHandle.current().pid();
    assertThat(shell(script, cdl("run /bin/sh -c 'ulimit -Sn'")))
        .isEqualTo(new Launch(0, "512\n", ""));
  }

  @Test
  void leavesNoJvmAndNoFile() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    var builder = new ProcessBuilder(CDLC, "run", cdl("shell \"echo up; exec cat\""));
    builder.environment().put("TMPDIR", temporary.toString());
    Process process = builder.start();
    try (var out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("up");

      assertThat(process.descendants().map(child -> child.info().command().orElse("")))
          .noneMatch(command -> command.contains("java"));
      assertThat(Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/exe")).toString())
          .doesNotContain("java", "/bin/");
      assertThat(temporary).isEmptyDirectory();
    } finally {
      process.getOutputStream().close();
    }
    assertThat(process.waitFor()).isZero();
  }

  private Launch run(String statement, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(CDLC, "run", cdl(statement)));
    command.addAll(List.of(arguments));
    return Launch.of(command);
  }

  private static Launch shell(String script, String file) throws IOException, InterruptedException {
    return Launch.of(List.of("sh", "-c", script.formatted(CDLC, file)));
  }

  private String cdl(String statement) throws IOException {
    Path file = Files.createTempFile("cdlc-run-it", ".cdl");
    file.toFile().deleteOnExit();
    return Files.writeString(file, "container it < root host; " + statement + " >\n").toString();
  }
}
