package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.runtime.running.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands that name containers say where nothing runs, and of what cannot be trusted. */
final class LiveContainersTest {
  private static final String NOT_RUNNING =
      """
      cdlc: no container 'web' runs
        help: 'cdlc ps' lists those that run
      """;

  @TempDir private Path folder;
  private Path known;
  private RunFolders folders;

  @BeforeEach
  void prepare() {
    known = folder.resolve("cdlc");
    folders = _ -> Optional.of(new RunFolder(known, new CallerIds().uid()));
  }

  private List<Command> all() {
    return List.of(
        new PsCommand(folders),
        new ExecCommand(folders, () -> false),
        new StopCommand(folders),
        new KillCommand(folders),
        new ProcessesCommand(folders),
        new StatsCommand(folders),
        new InspectCommand(folders));
  }

  private Invocation run(String name, String... arguments) {
    Command command =
        all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    return Invocation.of(command, Map.of("CDLC_EXECUTABLE", "/dev/null"), arguments);
  }

  @ParameterizedTest
  @CsvSource({"exec, 255", "stop, 2", "kill, 2", "top, 2", "stats, 2", "inspect, 2"})
  void aContainerThatDoesNotRunIsNamed(String command, int status) {
    assertThat(run(command, "web", "x"))
        .matches(one -> command.equals("inspect") || one.status() == status)
        .satisfies(
            one -> {
              if (!command.equals("inspect")) {
                assertThat(one.err()).isEqualTo(NOT_RUNNING);
              }
            });
  }

  @Test
  void inspectTakesANameForAContainerUnlessThereIsAFile() {
    assertThat(run("inspect", "web")).isEqualTo(new Invocation(2, "", NOT_RUNNING));
    assertThat(run("inspect", "./web"))
        .isEqualTo(new Invocation(2, "", "cdlc: cannot read ./web: no such file or folder\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec", "stop", "kill", "top"})
  void aNameIsNeeded(String command) {
    assertThat(run(command).err())
        .isEqualTo(
            "cdlc: %s: no CONTAINER is given\n  help: try 'cdlc %s --help'\n"
                .formatted(command, command));
  }

  @Test
  void nothingRunsWhereThereIsNoFolderYet() {
    assertThat(run("ps")).isEqualTo(new Invocation(0, "NAME  STATUS  PID  FILE  STARTED\n", ""));
    assertThat(run("ps", "--format", "json")).isEqualTo(new Invocation(0, "[]\n", ""));
    assertThat(run("ps", "--quiet")).isEqualTo(new Invocation(0, "", ""));
  }

  @Test
  void whatAnEarlierContainerLeftDoesNotRun() throws IOException {
    Files.createDirectory(
        known, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.write(known.resolve("web"), new byte[40]);
    assertThat(run("ps", "--quiet")).isEqualTo(new Invocation(0, "", ""));
    assertThat(run("kill", "web").status()).isEqualTo(2);
  }

  @Test
  void aFolderThatOthersWriteToIsNotLookedAt() throws IOException {
    Files.createDirectory(known);
    Files.setPosixFilePermissions(known, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(run("ps"))
        .isEqualTo(
            new Invocation(
                2, "", "cdlc: %s is not yours alone\n".formatted(known.toAbsolutePath())));
  }

  @Test
  void aFolderBelowOneThatOthersWriteToIsNotLookedAt() throws IOException {
    Files.createDirectory(known);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(run("ps"))
        .isEqualTo(
            new Invocation(2, "", "cdlc: others could exchange what is in %s\n".formatted(folder)));
  }

  @Test
  void whoHasNoFolderIsToldOfTheVariable() {
    folders = _ -> Optional.empty();
    assertThat(run("ps"))
        .isEqualTo(
            new Invocation(
                2,
                "",
                """
                cdlc: there is no folder for what runs
                  help: set XDG_RUNTIME_DIR to one of yours
                """));
  }

  @Test
  void wrongWordsAreNamed() {
    assertThat(run("kill", "--signal", "SIGFOO", "web").err())
        .isEqualTo("cdlc: unknown signal 'SIGFOO'\n");
    assertThat(run("stop", "--time", "soon", "web").err())
        .isEqualTo("cdlc: --time takes whole seconds, not 'soon'\n");
    assertThat(run("ps", "--format", "xml").err())
        .isEqualTo("cdlc: --format takes table or json, not 'xml'\n");
  }

  @Test
  void namesAreNoPaths() {
    assertThat(run("stop", "../web").err()).startsWith("cdlc: no container '../web' runs\n");
  }
}
