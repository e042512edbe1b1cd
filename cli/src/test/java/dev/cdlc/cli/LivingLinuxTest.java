package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.BuiltContainer.Exit;
import dev.cdlc.runtime.running.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that run, as other commands find, join and end them by their names. */
@NeedsRoot
final class LivingLinuxTest {
  private static final String NAME = "living-linux-test-" + ProcessHandle.current().pid();

  /** Ends by SIGTERM with a status of its own, though it is process 1. */
  private static final String PATIENT =
      "run sh -c 'trap \"exit 3\" TERM; touch /tmp/up; while :; do sleep 0.02; done'; tmpfs /tmp";

  private static final Duration SOON = Duration.ofSeconds(30);

  private static final Console QUIET =
      new Console(
          InputStream.nullInputStream(),
          new PrintStream(OutputStream.nullOutputStream()),
          new PrintStream(OutputStream.nullOutputStream()),
          Map.of(),
          false);

  @TempDir private Path folder;
  private RunFolders folders;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void prepare() {
    folders = _ -> Optional.of(new RunFolder(folder.resolve("run"), 0));
  }

  @AfterEach
  void leavesNothingBehind() throws InterruptedException {
    for (Process one : started) {
      one.destroyForcibly().waitFor();
    }
    started.clear();
    new HostTidying().removeLeftovers(QUIET);
    assertThat(Traces.of(NAME, folder)).isEmpty();
  }

  private Path compiled(String body, String... options) throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("a.cdl"), "container %s < root host; %s >\n".formatted(NAME, body));
    Path executable = executable();
    String[] words =
        Stream.concat(Stream.of(source.toString()), Stream.of(options)).toArray(String[]::new);
    assertThat(command(new RunCommand(folders), executable, words))
        .isEqualTo(new Invocation(0, "", ""));
    return executable;
  }

  private Path executable() throws IOException {
    Path file = Files.createTempFile(folder, "executable", "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  private static Invocation command(Command command, Path executable, String... arguments) {
    return Invocation.of(command, Map.of("CDLC_EXECUTABLE", executable.toString()), arguments);
  }

  private Invocation command(Command command, String... arguments) {
    return command(command, Path.of("/dev/null"), arguments);
  }

  private Process start(Path executable) throws Exception {
    Process process = new ProcessBuilder(executable.toString()).start();
    started.add(process);
    until(() -> command(new PsCommand(folders)).out().contains("running"));
    return process;
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(Condition condition) throws Exception {
    long from = System.nanoTime();
    while (!condition.holds()) {
      assertThat(System.nanoTime() - from).as("in time").isLessThan(SOON.toNanos());
      Thread.sleep(10);
    }
  }

  private Exit exec(String... arguments) throws IOException {
    Path joining = executable();
    assertThat(command(new ExecCommand(folders, () -> false), joining, arguments))
        .isEqualTo(new Invocation(0, "", ""));
    List<String> words = List.of(arguments);
    int delimiter = words.indexOf("--");
    List<String> passedOn = delimiter < 0 ? List.of() : words.subList(delimiter + 1, words.size());
    List<String> line = Stream.concat(Stream.of(joining.toString()), passedOn.stream()).toList();
    return BuiltContainer.finish(new ProcessBuilder(line).start(), "");
  }

  private void untilUp() throws Exception {
    until(() -> exec(NAME, "test", "-e", "/tmp/up").status() == 0);
  }

  @Test
  void isListedWhileItRuns() throws Exception {
    Process process = start(compiled(PATIENT));
    var ps = command(new PsCommand(folders));
    assertThat(ps.out().lines().toList().get(1))
        .matches(NAME + " +running +\\d+ +" + folder + "/a.cdl +\\d+ s ago");
    assertThat(command(new PsCommand(folders), "--quiet").out()).isEqualTo(NAME + "\n");
    assertThat(command(new PsCommand(folders), "--format", "json").out())
        .contains("\"supervisor\": " + process.pid());

    process.destroy();
    process.waitFor();
    assertThat(command(new PsCommand(folders), "--quiet").out()).isEmpty();
  }

  @Test
  void isNotListedWhenItsSupervisorWasKilled() throws Exception {
    Process process = start(compiled("ns pid, mnt; " + PATIENT));
    process.destroyForcibly().waitFor();
    until(() -> command(new PsCommand(folders), "--quiet").out().isEmpty());
    assertThat(command(new KillCommand(folders), NAME).err())
        .startsWith("cdlc: no container '%s' runs\n".formatted(NAME));
  }

  @Test
  void aSecondOneOfTheSameNameIsRefused() throws Exception {
    Path executable = compiled(PATIENT);
    start(executable);
    var second = BuiltContainer.finish(new ProcessBuilder(executable.toString()).start(), "");
    assertThat(second.status()).isEqualTo(125);
    assertThat(second.err())
        .contains("error[CDL7036]", "a container '%s' runs already: EAGAIN".formatted(NAME))
        .contains("`cdlc stop`");
  }

  @Test
  void aSecondOneOfAnotherNameRunsBesideIt() throws Exception {
    start(compiled(PATIENT));
    Path other = compiled(PATIENT, "--name", "other");
    Process second = new ProcessBuilder(other.toString()).start();
    started.add(second);
    until(() -> command(new PsCommand(folders), "--quiet").out().equals(NAME + "\nother\n"));
  }

  @Test
  void theNameIsFreeAgainAtItsEnd() throws Exception {
    Path executable = compiled("run true");
    for (int i = 0; i < 3; i++) {
      assertThat(BuiltContainer.finish(new ProcessBuilder(executable.toString()).start(), ""))
          .isEqualTo(new Exit(0, "", ""));
    }
  }

  @Test
  void stopSendsTheStopSignalAndWaits() throws Exception {
    Process process = start(compiled(PATIENT));
    untilUp();
    assertThat(command(new StopCommand(folders), NAME))
        .isEqualTo(new Invocation(0, NAME + "\n", ""));
    assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(3);
  }

  @Test
  void stopKillsWhatOutlivesItsTime() throws Exception {
    Process process = start(compiled("run sleep 600; stop-timeout 100ms"));
    assertThat(command(new StopCommand(folders), NAME).status()).isZero();
    assertThat(process.waitFor()).isEqualTo(128 + 9);
  }

  @Test
  void stopTakesAShorterTime() throws Exception {
    Process process = start(compiled("run sleep 600; stop-timeout 10m"));
    assertThat(command(new StopCommand(folders), "--time", "0", NAME).status()).isZero();
    assertThat(process.waitFor()).isEqualTo(128 + 9);
  }

  @Test
  void killSendsAnySignal() throws Exception {
    Process process = start(compiled(PATIENT));
    untilUp();
    assertThat(command(new KillCommand(folders), "--signal", "TERM", NAME))
        .isEqualTo(new Invocation(0, "", ""));
    assertThat(process.waitFor()).isEqualTo(3);
  }

  @Test
  void killKills() throws Exception {
    Process process = start(compiled(PATIENT));
    assertThat(command(new KillCommand(folders), NAME).status()).isZero();
    assertThat(process.waitFor()).isEqualTo(128 + 9);
  }

  @Test
  void execRunsInTheContainer() throws Exception {
    start(compiled("hostname inside; env A=b; user 65534:65534; " + PATIENT + " mode=1777"));
    untilUp();
    assertThat(exec(NAME, "sh", "-c", "hostname; echo $A; id -u; exit 9"))
        .isEqualTo(new Exit(9, "inside\nb\n65534\n", ""));
    assertThat(exec("--user", "0", "--env", "A=c", NAME, "sh", "-c", "echo $A; id -u").out())
        .isEqualTo("c\n0\n");
    assertThat(exec(NAME, "--", "echo", "a  b", "--").out()).isEqualTo("a  b --\n");
    assertThat(exec(NAME, "echo", "a", "--", "b").out()).isEqualTo("a -- b\n");
    assertThat(exec(NAME, "/no/such"))
        .matches(one -> one.status() == 255 && one.err().contains("error[CDL7030]"));
  }

  @Test
  void execIsTheUserThatTheSourceNames() throws Exception {
    start(compiled("user nobody; " + PATIENT + " mode=1777"));
    assertThat(exec(NAME, "id", "-un").out()).isEqualTo("nobody\n");
  }

  @Test
  void execOfAConfinedContainerIsRefused() throws Exception {
    var refused = "would not hold for what joins it";
    start(compiled("try landlock < exec /; read / > " + PATIENT));
    assertThat(command(new ExecCommand(folders, () -> false), NAME, "true"))
        .matches(one -> one.status() == 255 && one.err().contains(refused));
  }

  @Test
  void inspectTopAndStatsTellOfIt() throws Exception {
    start(compiled("pids 50; " + PATIENT));
    untilUp();
    assertThat(command(new InspectCommand(folders), NAME).out())
        .contains("\"name\": \"%s\"".formatted(NAME), "\"status\": \"running\"", "\"limit\": 50")
        .contains("/cdlc/" + NAME + "-");
    assertThat(command(new ProcessesCommand(folders), NAME).out()).contains("PID", "sleep 0.02");
    assertThat(
            command(new StatsCommand(folders), "--no-stream", NAME).out().lines().toList().get(1))
        .matches(NAME + " +\\d+\\.\\d\\d +\\d+ KiB +- +\\d+");
  }

  @Test
  void aWrongNameHasASuggestion() throws Exception {
    start(compiled(PATIENT));
    assertThat(command(new StopCommand(folders), NAME + "x").err())
        .endsWith("  help: did you mean '%s'?\n".formatted(NAME));
  }
}
