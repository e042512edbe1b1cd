package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** containerd(8) with cdlc as its runtime; its daemon and its state are the test's own. */
@NeedsRoot
final class ContainerdLinuxTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String NAMESPACE = "cdlc-test-" + ProcessHandle.current().pid();
  private static final String ID = "containerd-linux-test-" + ProcessHandle.current().pid();

  @TempDir private Path folder;
  private Path root;
  private Path runtime;
  private Process daemon;

  @BeforeEach
  void startDaemon() throws Exception {
    Podman.assumeInstalled("containerd", "ctr", "containerd-shim-runc-v2");
    root = BusyboxRoot.make(Files.createDirectory(folder.resolve("root")));
    runtime = RuntimeScript.writeIn(folder);
    Files.writeString(
        folder.resolve("config.toml"),
        """
        version = 2
        root = "%1$s/lib"
        state = "%1$s/run"
        disabled_plugins = ["io.containerd.grpc.v1.cri"]
        [grpc]
        address = "%1$s/sock"
        [ttrpc]
        address = "%1$s/ttrpc"
        """
            .formatted(folder));
    start();
  }

  private void start() throws Exception {
    daemon =
        new ProcessBuilder("containerd", "--config", folder.resolve("config.toml").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await("the daemon", ready -> ready.status() == 0, "version");
  }

  @AfterEach
  void stopDaemon() throws Exception {
    if (daemon != null) {
      ctr("task", "rm", "--force", ID);
      ctr("container", "rm", ID);
      daemon.destroy();
      daemon.waitFor();
      Files.deleteIfExists(Path.of("/run/containerd/runc", NAMESPACE));
      try (Stream<Path> hierarchies = Files.list(Path.of("/sys/fs/cgroup"))) {
        for (Path hierarchy : hierarchies.toList()) {
          Files.deleteIfExists(hierarchy.resolve(NAMESPACE));
        }
      }
      Files.deleteIfExists(Path.of("/sys/fs/cgroup", NAMESPACE));
    }
  }

  @Test
  void runPrintsWhatTheContainerDoesAndExitsAsIt() throws Exception {
    assertThat(run("--rm", "sh", "-c", "echo out; echo err >&2; exit 7"))
        .satisfies(
            run -> {
              assertThat(run.status()).isEqualTo(7);
              assertThat(run.out()).isEqualTo("out\n");
              assertThat(run.err()).contains("err\n");
            });
  }

  @Test
  void whatCannotBeRunIsTold() throws Exception {
    Invocation missing = run("--rm", "none");
    assertThat(missing.status()).isNotZero();
    assertThat(missing.err()).contains("cannot run none: ENOENT");
    assertThat(ctr("task", "ls", "--quiet").out()).isEmpty();
  }

  @Test
  void aContainerIsSeenJoinedPausedKilledAndDeleted() throws Exception {
    Invocation run = run("--detach", "sleep", "600");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(status()).isEqualTo("RUNNING");
    assertThat(ctr("task", "exec", "--exec-id", "one", ID, "sh", "-c", "echo in; exit 5"))
        .satisfies(
            exec -> {
              assertThat(exec.out()).as(exec.err()).isEqualTo("in\n");
              assertThat(exec.status()).isEqualTo(5);
            });
    assertThat(ctr("task", "ps", ID).out().lines()).hasSize(2);
    assertThat(ctr("task", "metrics", ID).out()).containsPattern("memory\\.usage\\S* +[1-9]");
    assertThat(ctr("task", "pause", ID).status()).isZero();
    assertThat(status()).isEqualTo("PAUSED");
    assertThat(ctr("task", "resume", ID).status()).isZero();
    assertThat(status()).isEqualTo("RUNNING");
    assertThat(ctr("task", "kill", "--signal", "KILL", ID).status()).isZero();
    await("the end", tasks -> tasks.out().contains("STOPPED"), "task", "ls");
    assertThat(ctr("task", "rm", ID).err()).contains("exit code 137");
    assertThat(ctr("task", "ls", "--quiet").out()).isEmpty();
  }

  @Test
  void statesOutliveTheDaemon() throws Exception {
    assertThat(run("--detach", "sleep", "600").status()).isZero();
    String before = ctr("task", "ls").out();
    daemon.destroyForcibly().waitFor();
    start();
    assertThat(ctr("task", "ls").out()).isEqualTo(before).contains("RUNNING");
    assertThat(ctr("task", "exec", "--exec-id", "one", ID, "echo", "still").out())
        .isEqualTo("still\n");
    assertThat(ctr("task", "kill", "--all", "--signal", "KILL", ID).status()).isZero();
    await("the end", tasks -> tasks.out().contains("STOPPED"), "task", "ls");
  }

  private String status() throws Exception {
    String line =
        ctr("task", "ls").out().lines().filter(one -> one.startsWith(ID)).findFirst().orElse("");
    return line.substring(line.lastIndexOf(' ', line.stripTrailing().length() - 1) + 1).strip();
  }

  private Invocation run(String option, String... command) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run", option, "--runc-binary", runtime.toString(), "--rootfs", root.toString()));
    arguments.add(ID);
    arguments.addAll(List.of(command));
    return ctr(arguments.toArray(String[]::new));
  }

  private void await(String what, Predicate<Invocation> condition, String... arguments)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.test(ctr(arguments))) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private Invocation ctr(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("ctr", "--address", folder + "/sock", "--namespace", NAMESPACE));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process ctr =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(ctr.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Invocation(ctr.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
