package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** podman(1) with cdlc as its runtime; all that it keeps is in folders of the test's own. */
@NeedsRoot
final class PodmanLinuxTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What podman asks for by itself is more than root may have without CAP_SYS_RESOURCE. */
  private static final String LIMITS =
      """
      [containers]
      default_ulimits = ["nofile=1024:4096", "nproc=1024:4096"]
      """;

  private static final String NAME = "podman-linux-test-" + ProcessHandle.current().pid();

  @TempDir private Path folder;

  @BeforeEach
  void importImage() throws Exception {
    assumeTrue(isInstalled("podman") && isInstalled("conmon"), "needs podman and conmon");
    Path root = BusyboxRoot.make(Files.createDirectory(folder.resolve("image")));
    Path site = Files.createDirectories(root.resolve("srv/site"));
    Files.writeString(site.resolve("page"), "page\n");
    Files.setAttribute(site, "unix:mode", 01770);
    Files.setAttribute(root.resolve("srv"), "unix:mode", 0751);
    Files.writeString(folder.resolve("containers.conf"), LIMITS);
    writeRuntime();
    Path archive = folder.resolve("image.tar");
    Process tar =
        new ProcessBuilder("tar", "-C", root.toString(), "-cf", archive.toString(), ".").start();
    assertThat(tar.waitFor()).isZero();
    assertThat(podman("import", archive.toString(), "busybox").status()).isZero();
  }

  private static boolean isInstalled(String program) {
    return Stream.of("/usr/bin", "/usr/local/bin")
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  /** As {@code bin/cdl-runtime} of the distribution. */
  private void writeRuntime() throws IOException {
    Files.writeString(
        runtime(),
        "#!/bin/sh\nexec %s -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s oci \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                "dev.cdlc.cli.Main"));
    Files.setPosixFilePermissions(runtime(), PosixFilePermissions.fromString("rwx------"));
  }

  private Path runtime() {
    return folder.resolve("cdl-runtime");
  }

  @AfterEach
  void removeAll() throws Exception {
    if (Files.exists(runtime())) {
      podman("rm", "--all", "--force", "--time", "0");
      podman("rmi", "--all", "--force");
    }
  }

  @Test
  void runPrintsWhatTheContainerDoesAndExitsAsIt() throws Exception {
    assertThat(run("--rm", "sh", "-c", "echo out; echo err >&2; exit 7"))
        .isEqualTo(new Invocation(7, "out\n", "err\n"));
  }

  @Test
  void whatCannotBeRunIsTold() throws Exception {
    Invocation refused = run("--tmpfs=/bin:size=4k", "true");
    assertThat(refused.status()).isEqualTo(126);
    assertThat(refused.err())
        .contains("error[CDL7035]", "cannot copy what is in /bin to its tmpfs: ENOSPC");
  }

  @Test
  void aTmpfsBeginsWithWhatTheImageHas() throws Exception {
    assertThat(
            run(
                "--rm",
                "--tmpfs=/srv",
                "sh",
                "-c",
                "grep -c ' /srv tmpfs ' /proc/mounts; stat -c '%n %a %u' /srv /srv/*;"
                    + " cat /srv/site/page; touch /srv/new && echo written"))
        .isEqualTo(new Invocation(0, "1\n/srv 751 0\n/srv/site 1770 0\npage\nwritten\n", ""));
  }

  @Test
  void aReadOnlyContainerWritesToItsTemporaryFolders() throws Exception {
    assertThat(
            run(
                "--rm",
                "--read-only",
                "--user=1000:1000",
                "sh",
                "-c",
                "for f in /tmp /var/tmp; do echo $f >$f/file && cat $f/file; done;"
                    + " touch /file 2>/dev/null || echo refused"))
        .isEqualTo(new Invocation(0, "/tmp\n/var/tmp\nrefused\n", ""));
  }

  @Test
  void aCommandThatIsNotThereIsTold() throws Exception {
    Invocation missing = run("--rm", "none");
    assertThat(missing.status()).isEqualTo(127);
    assertThat(missing.err()).contains("OCI runtime", "cannot run none: ENOENT");
  }

  @Test
  void limitsAndSettingsReachTheContainer() throws Exception {
    Path volume = Files.createDirectory(folder.resolve("volume"));
    Files.writeString(volume.resolve("file"), "content\n");
    assertThat(
            run(
                "--rm",
                "--memory=64m",
                "--pids-limit=20",
                "--hostname=inside",
                "--user=1000:1000",
                "--cap-drop=all",
                "--security-opt=no-new-privileges",
                "--volume=" + volume + ":/mnt:ro",
                "--env=WORD=said",
                "sh",
                "-c",
                "hostname; id -u; cat /mnt/file; echo $WORD; grep -E 'CapBnd|NoNewPrivs'"
                    + " /proc/self/status; touch /mnt/x 2>/dev/null || echo refused"))
        .isEqualTo(
            new Invocation(
                0,
                """
                inside
                1000
                content
                said
                CapBnd:\t0000000000000000
                NoNewPrivs:\t1
                refused
                """,
                ""));
  }

  @Test
  void aDetachedContainerIsSeenPausedAndStopped() throws Exception {
    Invocation run =
        run(
            "--detach",
            "--name=" + NAME,
            "sh",
            "-c",
            "trap 'exit 3' TERM; echo up; " + "while :; do sleep 0.1; done");
    assertThat(run.status()).as(run.err()).isZero();
    await("logs", "up\n", "logs", NAME);
    assertThat(inspect("{{.State.Status}} {{.OCIRuntime}}")).isEqualTo("running " + runtime());
    assertThat(ProcessHandle.of(Long.parseLong(inspect("{{.State.Pid}}")))).isPresent();
    assertThat(podman("pause", NAME).status()).isZero();
    assertThat(inspect("{{.State.Status}}")).isEqualTo("paused");
    assertThat(podman("unpause", NAME).status()).isZero();
    assertThat(inspect("{{.State.Status}}")).isEqualTo("running");
    assertThat(podman("stop", "--time", "30", NAME).status()).isZero();
    assertThat(inspect("{{.State.Status}} {{.State.ExitCode}}")).isEqualTo("exited 3");
  }

  @Test
  void execRunsInAContainer() throws Exception {
    assertThat(run("--detach", "--name=" + NAME, "--user=3:4", "sleep", "600").status()).isZero();
    assertThat(podman("exec", "--env", "WORD=said", NAME, "sh", "-c", "echo $WORD; id -u; exit 7"))
        .isEqualTo(new Invocation(7, "said\n3\n", ""));
    assertThat(podman("exec", "--tty", "--user", "0", NAME, "sh", "-c", "tty; id -u").out())
        .isEqualTo("/dev/pts/0\r\n0\r\n");
    Invocation missing = podman("exec", NAME, "none");
    assertThat(missing.err()).contains("cannot run none: ENOENT");
    assertThat(missing.status()).isEqualTo(127);
    assertThat(podman("top", NAME, "comm").out()).contains("sleep");
  }

  @Test
  void aContainerHasATerminal() throws Exception {
    assertThat(run("--rm", "--tty", "sh", "-c", "tty; exit 3"))
        .isEqualTo(new Invocation(3, "/dev/pts/0\r\n", ""));
  }

  @Test
  void killEndsAContainerThatStartsAgain() throws Exception {
    assertThat(run("--detach", "--name=" + NAME, "sleep", "600").status()).isZero();
    assertThat(podman("kill", NAME).status()).isZero();
    await(
        "the exit",
        "exited 137\n",
        "inspect",
        "--format",
        "{{.State.Status}} {{.State.ExitCode}}",
        NAME);
    assertThat(podman("start", NAME).status()).isZero();
    assertThat(inspect("{{.State.Status}}")).isEqualTo("running");
    assertThat(podman("rm", "--force", "--time", "0", NAME).status()).isZero();
    assertThat(podman("ps", "--all", "--quiet").out()).isEmpty();
  }

  private String inspect(String format) throws Exception {
    return podman("inspect", "--format", format, NAME).out().strip();
  }

  private Invocation run(String... words) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "--network=none"));
    List<String> options = Stream.of(words).takeWhile(word -> word.startsWith("--")).toList();
    arguments.addAll(options);
    arguments.add("busybox");
    arguments.addAll(List.of(words).subList(options.size(), words.length));
    return podman(arguments.toArray(String[]::new));
  }

  private void await(String what, String out, String... arguments) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!podman(arguments).out().equals(out)) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private Invocation podman(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("podman"));
    for (String own : List.of("root", "runroot", "tmpdir")) {
      command.addAll(List.of("--" + own, folder.resolve(own).toString()));
    }
    command.addAll(List.of("--cgroup-manager", "cgroupfs", "--events-backend", "file"));
    command.addAll(List.of("--storage-driver", "vfs", "--runtime", runtime().toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    var builder = new ProcessBuilder(command);
    builder.environment().put("CONTAINERS_CONF", folder.resolve("containers.conf").toString());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.redirectInput(Path.of("/dev/null").toFile());
    Process podman = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(podman.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Invocation(
        podman.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
