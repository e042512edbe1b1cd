package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lifecycle of OCI runtime.md; tests are named by what it asks for. */
@NeedsRoot
final class OciLinuxTest {
  private static final String ID = "oci-linux-test-" + ProcessHandle.current().pid();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Path bundle;

  @BeforeEach
  void makeBundle() throws IOException {
    bundle = Files.createDirectory(folder.resolve("bundle"));
    BusyboxRoot.make(Files.createDirectory(bundle.resolve("rootfs")));
    config("");
  }

  @AfterEach
  void leavesNothingBehind() throws IOException {
    oci("delete", "--force", ID);
    assertThat(oci("list", "--quiet").out()).isEmpty();
    try (Stream<Path> cgroups =
        Files.find(Path.of("/sys/fs/cgroup"), 3, (path, _) -> isOwn(path))) {
      assertThat(cgroups).isEmpty();
    }
  }

  private static boolean isOwn(Path path) {
    return String.valueOf(path.getFileName()).startsWith(ID);
  }

  @Test
  void createMustNotRunTheUserSpecifiedProgram() {
    assertThat(create()).isEqualTo(new Invocation(0, "", ""));
    assertThat(state()).contains("\"status\":\"created\"");
    assertThat(bundle.resolve("rootfs/ran")).doesNotExist();
  }

  @Test
  void startMustRunTheUserSpecifiedProgram() throws IOException {
    create();
    assertThat(oci("start", ID)).isEqualTo(new Invocation(0, "", ""));
    await(bundle.resolve("rootfs/ran"));
    assertThat(state()).contains("\"status\":\"running\"");
  }

  @Test
  void startOfAContainerThatIsNotCreatedMustFailWithoutEffect() {
    create();
    oci("start", ID);
    Invocation again = oci("start", ID);
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("cannot start a container that is running");
    assertThat(state()).contains("\"status\":\"running\"");
  }

  @Test
  void createWithAnIdInUseMustFailAndCreateNothing() {
    create();
    String before = state();
    Invocation again = create();
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("container with id exists");
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void killMustSendTheSignal() throws IOException {
    create();
    oci("start", ID);
    await(bundle.resolve("rootfs/ran"));
    assertThat(oci("kill", ID, "KILL")).isEqualTo(new Invocation(0, "", ""));
    awaitStopped();
    assertThat(oci("kill", ID, "KILL").err()).contains("container not running");
  }

  @Test
  void deleteOfAContainerThatHasNotStoppedMustFailWithoutEffect() {
    create();
    Invocation deleted = oci("delete", ID);
    assertThat(deleted.status()).isEqualTo(1);
    assertThat(deleted.err()).contains("cannot delete a container that is created");
    assertThat(state()).contains("\"status\":\"created\"");
  }

  @Test
  void deleteMustUndoWhatCreateDidAndFreeTheId() {
    create();
    oci("kill", ID, "9");
    awaitStopped();
    assertThat(oci("delete", ID)).isEqualTo(new Invocation(0, "", ""));
    assertThat(oci("state", ID).err()).contains("container does not exist");
    assertThat(create().status()).isZero();
  }

  @Test
  void aCommandThatIsNotThereIsToldWhenTheContainerIsCreated() throws IOException {
    Files.createSymbolicLink(bundle.resolve("rootfs/bin/loop"), Path.of("loop"));
    for (String command : List.of("none", "/bin/none", "/bin/sh/none", "loop", "/bin/loop")) {
      config("", command, "");
      Invocation created = create();
      assertThat(created.status()).isEqualTo(1);
      assertThat(created.err())
          .startsWith("cdlc: the container cannot be created: error[CDL7030]: config.json:2:")
          .contains("cannot run " + command + ": ENOENT", "help: ");
      assertThat(oci("list", "-q").out()).isEmpty();
    }
    config("", "sh", "touch /ran");
    assertThat(create().status()).isZero();
  }

  @Test
  void runInTheForegroundEndsAsTheContainerDoesAndDeletesIt() throws IOException {
    config("", "touch /ran; exit 3");
    assertThat(run()).isEqualTo(new Invocation(3, "", ""));
    assertThat(bundle.resolve("rootfs/ran")).exists();
    assertThat(oci("list", "-q").out()).isEmpty();
    assertThat(run("--keep").status()).isEqualTo(3);
    assertThat(state()).contains("\"status\":\"stopped\"");
  }

  @Test
  void runTakesASourceInThePlaceOfABundle() throws IOException {
    Path source = folder.resolve("web.cdl");
    Files.writeString(
        source, "container web < root from /bin/sh; run /bin/sh -c 'exit 7'; cgroup /" + ID + " >");
    assertThat(oci("run", "--bundle", source.toString(), ID).status()).isEqualTo(7);
  }

  @Test
  void runDetachedLeavesTheContainer() {
    assertThat(run("--detach", "--pid-file", folder.resolve("pid").toString()))
        .isEqualTo(new Invocation(0, "", ""));
    await(bundle.resolve("rootfs/ran"));
    assertThat(state())
        .contains("\"status\":\"running\"", "\"pid\":" + text(folder.resolve("pid")));
  }

  @Test
  void whatEndsARunInTheForegroundEndsTheContainer() throws Exception {
    config("", "trap 'exit 5' TERM; touch /ran; while :; do sleep 0.1; done");
    Process run = inProcess("run", ID);
    await(bundle.resolve("rootfs/ran"));
    run.destroy();
    assertThat(run.waitFor()).isEqualTo(5);
    assertThat(oci("list", "-q").out()).isEmpty();
  }

  @Test
  void signalsArePassedOnAsTheyAre() throws Exception {
    config(
        "",
        "for s in HUP INT USR1 USR2 CONT WINCH; do trap \\\"echo $s >> /got\\\" $s; done;"
            + " trap 'exit 6' TERM; touch /ran; while :; do sleep 0.1; done");
    Process run = inProcess("run", ID);
    await(bundle.resolve("rootfs/ran"));
    Path got = bundle.resolve("rootfs/got");
    for (String signal : List.of("HUP", "INT", "USR1", "USR2", "CONT", "WINCH")) {
      assertThat(
              new ProcessBuilder("kill", "-s", signal, Long.toString(run.pid())).start().waitFor())
          .isZero();
      await(() -> Files.exists(got) && text(got).endsWith(signal));
    }
    run.destroy();
    assertThat(run.waitFor()).isEqualTo(6);
  }

  @Test
  void filesOfTheCallerArePassedOn() throws Exception {
    Files.writeString(folder.resolve("a"), "first ");
    Files.writeString(folder.resolve("b"), "second ");
    String open = "exec 3<%1$s/a 4<%1$s/b".formatted(folder);
    config("", "cat <&3; cat <&4; echo $LISTEN_FDS $LISTEN_PID; ls /proc/self/fd | wc -l");
    String[] run = {"run", "--bundle", bundle.toString(), "--preserve-fds", "2", ID};
    assertThat(inShell(open, run)).isEqualTo("first second \n6\n");
    run[4] = "1";
    assertThat(inShell(open + "; export LISTEN_FDS=1 LISTEN_PID=$$", run))
        .isEqualTo("first second 1 1\n6\n");
    assertThat(
            inShell("exec 3<%s/a".formatted(folder) + "; export LISTEN_FDS=1 LISTEN_PID=$$", run))
        .startsWith("cdlc: the file descriptor 4 is not open, and 2 from 3 on");
    assertThat(oci("list", "-q").out()).isEmpty();
  }

  @Test
  void execPassesFilesOfTheCallerOn() throws Exception {
    Files.writeString(folder.resolve("a"), "first ");
    create();
    oci("start", ID);
    await(bundle.resolve("rootfs/ran"));
    assertThat(
            inShell(
                "exec 3<%s/a".formatted(folder),
                "exec",
                "--preserve-fds=1",
                ID,
                "sh",
                "-c",
                "cat <&3; ls /proc/self/fd | wc -l"))
        .isEqualTo("first 5\n");
  }

  private Invocation run(String... options) {
    return oci(
        Stream.of(
                Stream.of("run", "--bundle", bundle.toString()), Stream.of(options), Stream.of(ID))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  @Test
  void pauseStopsTheContainerUntilResume() throws IOException {
    config("", "i=0; while :; do i=$((i+1)); echo $i > /ran; done");
    create();
    oci("start", ID);
    await(bundle.resolve("rootfs/ran"));
    assertThat(oci("pause", ID)).isEqualTo(new Invocation(0, "", ""));
    assertThat(state()).contains("\"status\":\"paused\"");
    String stopped = text(bundle.resolve("rootfs/ran"));
    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    assertThat(text(bundle.resolve("rootfs/ran"))).isEqualTo(stopped);
    assertThat(oci("resume", ID)).isEqualTo(new Invocation(0, "", ""));
    await(() -> !text(bundle.resolve("rootfs/ran")).equals(stopped));
    oci("pause", ID);
    assertThat(oci("kill", ID, "KILL").status()).isZero();
    awaitStopped();
  }

  @Test
  void updateChangesTheLimitsOfWhatRuns() throws IOException {
    create();
    assertThat(
            oci(
                "update",
                "--memory=64M",
                "--memory-swap=128M",
                "--pids-limit=7",
                "--cpu-quota=5000",
                ID))
        .isEqualTo(new Invocation(0, "", ""));
    assertThat(oci("update", "--memory=256M", "--memory-swap=512M", "--cpu-period=20000", ID))
        .isEqualTo(new Invocation(0, "", ""));
    assertThat(limits("memory.limit_in_bytes", "memory.max")).containsExactly("268435456");
    assertThat(limits("pids.max", "pids.max")).containsExactly("7");
    assertThat(limits("cpu.cfs_quota_us", "cpu.max")).first().asString().startsWith("5000");
    assertThat(limits("cpu.cfs_period_us", "cpu.max")).first().asString().endsWith("20000");
    oci("start", ID);
    await(() -> oci("ps", "-f", "json", ID).out().matches("\\[[0-9]+]\n"));
  }

  /** What the container's cgroup has, in whichever hierarchy has it. */
  private static List<String> limits(String v1, String v2) throws IOException {
    try (Stream<Path> files =
        Files.find(Path.of("/sys/fs/cgroup"), 5, (path, _) -> isLimit(path, v1, v2))) {
      return files.map(OciLinuxTest::text).toList();
    }
  }

  private static boolean isLimit(Path path, String v1, String v2) {
    String name = String.valueOf(path.getFileName());
    return (name.equals(v1) || name.equals(v2)) && isOwn(path.resolveSibling(""));
  }

  @Test
  void changesOfTheConfigAfterCreateHaveNoEffect() throws IOException {
    create();
    Files.writeString(bundle.resolve("config.json"), "{}");
    assertThat(oci("start", ID).status()).isZero();
    await(bundle.resolve("rootfs/ran"));
  }

  @Test
  void hooksRunInTheirOrderWithTheState() throws IOException {
    Path log = folder.resolve("hooks");
    var hooks = new ArrayList<String>();
    for (String phase : List.of("poststop", "poststart", "createRuntime", "prestart")) {
      hooks.add("\"%s\":[%s]".formatted(phase, hook("echo %s $(cat) >> %s".formatted(phase, log))));
    }
    config(",\"hooks\":{" + String.join(",", hooks) + "}");
    create();
    oci("start", ID);
    oci("delete", "--force", ID);
    List<String> lines = Files.readAllLines(log);
    assertThat(lines)
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("prestart", "createRuntime", "poststart", "poststop");
    assertThat(lines).allMatch(line -> line.contains(ID) && line.contains(bundle.toString()));
    assertThat(lines.get(1)).contains("creating");
    assertThat(lines.get(2)).contains("running");
    assertThat(lines.get(3)).contains("stopped");
  }

  @Test
  void createRuntimeHookThatFailsStopsCreation() throws IOException {
    config(",\"hooks\":{\"createRuntime\":[%s]}".formatted(hook("exit 3")));
    assertThat(create().status()).isEqualTo(1);
    assertThat(oci("state", ID).err()).contains("container does not exist");
  }

  @Test
  void poststartHookThatFailsIsWarnedOfAndTheContainerGoesOn() throws IOException {
    config(",\"hooks\":{\"poststart\":[%s]}".formatted(hook("exit 3")));
    create();
    Invocation start = oci("start", ID);
    assertThat(start.status()).isZero();
    assertThat(start.err()).contains("warning: the poststart hook").contains("exited with 3");
    assertThat(state()).contains("\"status\":\"running\"");
  }

  @Test
  void aCgroupThatOthersUseIsLeftToThem() throws Exception {
    oci("create", "--bundle", bundle.toString(), ID);
    Files.writeString(
        bundle.resolve("config.json"),
        Files.readString(bundle.resolve("config.json"))
            .replace("\"linux\":{", "\"linux\":{\"cgroupsPath\":\"/cdlc-oci/" + ID + "\","));
    assertThat(oci("create", "--bundle", bundle.toString(), ID + "-2").status()).isEqualTo(1);
    assertThat(state()).contains("\"status\":\"created\"");
  }

  /** One process each, as engines make them: a JVM that forks has the files of all its threads. */
  @Test
  void cyclesOfTenContainersDoNotDisturbEachOther() throws Exception {
    List<String> ids = IntStream.range(0, 10).mapToObj(i -> ID + "-" + i).toList();
    List<Process> creations = new ArrayList<>();
    for (String id : ids) {
      creations.add(createInProcess(id));
    }
    for (Process creation : creations) {
      assertThat(creation.waitFor()).isZero();
    }
    assertThat(oci("list", "--quiet").out().lines()).containsExactlyElementsOf(ids);
    assertThat(ids.parallelStream().map(this::startAndDelete)).containsOnly("");
  }

  private String startAndDelete(String id) {
    return Stream.of(oci("start", id), oci("state", id), oci("delete", "--force", id))
        .map(verb -> verb.status() == 0 ? "" : verb.err())
        .reduce("", String::concat);
  }

  @Test
  void deleteForceClearsWhatACreateThatWasKilledLeft() throws Exception {
    Path hooked = folder.resolve("hooked");
    config(
        ",\"hooks\":{\"createRuntime\":[%s]}"
            .formatted(hook("echo $$ > %s; exec sleep 600".formatted(hooked))));
    Process create = createInProcess(ID);
    await(() -> Files.exists(hooked) && !text(hooked).isEmpty());
    ProcessHandle hook = ProcessHandle.of(Long.parseLong(text(hooked))).orElseThrow();
    await(() -> !text(Path.of(root(), ID, "state")).contains("pid=" + create.pid() + "\n"));
    create.destroyForcibly().waitFor();
    assertThat(state()).contains("\"status\":\"creating\"");
    assertThat(oci("delete", "--force", ID)).isEqualTo(new Invocation(0, "", ""));
    assertThat(oci("state", ID).err()).contains("container does not exist");
    assertThat(hook.onExit()).succeedsWithin(PATIENCE);
  }

  private Process createInProcess(String id) throws IOException {
    return inProcess("create", id);
  }

  /** Signals are not ignored, as they would be from a build in the background of a script on. */
  private Process inProcess(String verb, String id) throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal"));
    command.addAll(command(verb, "--bundle", bundle.toString(), id));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private List<String> command(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.cdlc.cli.Main",
                "oci",
                "--root",
                root()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** What a verb prints when a shell has prepared what it inherits. */
  private String inShell(String prepared, String... arguments) throws Exception {
    var shell = new ArrayList<>(List.of("sh", "-c", prepared + "; exec \"$@\"", "sh"));
    shell.addAll(command(arguments));
    Process process = new ProcessBuilder(shell).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hook(String script) {
    return "{\"path\":\"/bin/sh\",\"args\":[\"sh\",\"-c\",\"%s\"]}".formatted(script);
  }

  private void config(String more) throws IOException {
    config(more, "touch /ran; exec sleep 600");
  }

  private void config(String more, String script) throws IOException {
    config(more, "/bin/sh", script);
  }

  private void config(String more, String command, String script) throws IOException {
    Files.writeString(
        bundle.resolve("config.json"),
        """
        {"ociVersion":"1.0.2","root":{"path":"rootfs"},
         "process":{"cwd":"/","args":["%s","-c","%s"],"env":["PATH=/bin"],
          "capabilities":{"bounding":["CAP_KILL"],"effective":["CAP_KILL"],"permitted":["CAP_KILL"]},
          "noNewPrivileges":true},
         "hostname":"oci",
         "mounts":[{"destination":"/proc","type":"proc","source":"proc"}],
         "linux":{"namespaces":[{"type":"pid"},{"type":"mount"},{"type":"ipc"},{"type":"uts"}]}%s}
        """
            .formatted(command, script, more));
  }

  private String root() {
    return folder.resolve("state").toString();
  }

  private Invocation create() {
    return oci("create", "--bundle", bundle.toString(), ID);
  }

  private String state() {
    return oci("state", ID).out();
  }

  private Invocation oci(String... arguments) {
    return Invocation.of(
        Stream.concat(Stream.of("oci", "--root", root()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private void awaitStopped() {
    await(() -> state().contains("\"status\":\"stopped\""));
  }

  private static void await(Path file) {
    await(() -> Files.exists(file));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
