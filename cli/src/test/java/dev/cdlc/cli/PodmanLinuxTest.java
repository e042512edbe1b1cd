package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** podman(1) with cdlc as its runtime; all that it keeps is in folders of the test's own. */
@NeedsRoot
final class PodmanLinuxTest {
  private static final String NAME = "podman-linux-test-" + ProcessHandle.current().pid();

  @TempDir private Path folder;
  private Podman podman;

  @BeforeEach
  void importImage() throws Exception {
    podman = new Podman(folder);
    podman.importImage();
  }

  @AfterEach
  void removeAll() throws Exception {
    podman.removeAll();
  }

  @Test
  void runPrintsWhatTheContainerDoesAndExitsAsIt() throws Exception {
    assertThat(podman.run("--rm", "sh", "-c", "echo out; echo err >&2; exit 7"))
        .isEqualTo(new Invocation(7, "out\n", "err\n"));
  }

  @Test
  void whatCannotBeRunIsTold() throws Exception {
    Invocation refused = podman.run("--tmpfs=/bin:size=4k", "true");
    assertThat(refused.status()).isEqualTo(126);
    assertThat(refused.err())
        .contains("error[CDL7035]", "cannot copy what is in /bin to its tmpfs: ENOSPC");
  }

  @Test
  void aTmpfsBeginsWithWhatTheImageHas() throws Exception {
    assertThat(
            podman.run(
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
            podman.run(
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
    Invocation missing = podman.run("--rm", "none");
    assertThat(missing.status()).isEqualTo(127);
    assertThat(missing.err()).contains("OCI runtime", "cannot run none: ENOENT");
  }

  @Test
  void limitsAndSettingsReachTheContainer() throws Exception {
    Path volume = Files.createDirectory(folder.resolve("volume"));
    Files.writeString(volume.resolve("file"), "content\n");
    assertThat(
            podman.run(
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
        podman.run(
            "--detach",
            "--name=" + NAME,
            "sh",
            "-c",
            "trap 'exit 3' TERM; echo up; " + "while :; do sleep 0.1; done");
    assertThat(run.status()).as(run.err()).isZero();
    podman.await("logs", "up\n", "logs", NAME);
    assertThat(podman.inspect(NAME, "{{.State.Status}} {{.OCIRuntime}}"))
        .isEqualTo("running " + podman.runtime());
    assertThat(ProcessHandle.of(Long.parseLong(podman.inspect(NAME, "{{.State.Pid}}"))))
        .isPresent();
    assertThat(podman.invoke("pause", NAME).status()).isZero();
    assertThat(podman.inspect(NAME, "{{.State.Status}}")).isEqualTo("paused");
    assertThat(podman.invoke("unpause", NAME).status()).isZero();
    assertThat(podman.inspect(NAME, "{{.State.Status}}")).isEqualTo("running");
    assertThat(podman.invoke("stop", "--time", "30", NAME).status()).isZero();
    assertThat(podman.inspect(NAME, "{{.State.Status}} {{.State.ExitCode}}")).isEqualTo("exited 3");
  }

  @Test
  void execRunsInAContainer() throws Exception {
    assertThat(podman.run("--detach", "--name=" + NAME, "--user=3:4", "sleep", "600").status())
        .isZero();
    assertThat(
            podman.invoke(
                "exec", "--env", "WORD=said", NAME, "sh", "-c", "echo $WORD; id -u; exit 7"))
        .isEqualTo(new Invocation(7, "said\n3\n", ""));
    assertThat(podman.invoke("exec", "--tty", "--user", "0", NAME, "sh", "-c", "tty; id -u").out())
        .isEqualTo("/dev/pts/0\r\n0\r\n");
    Invocation missing = podman.invoke("exec", NAME, "none");
    assertThat(missing.err()).contains("cannot run none: ENOENT");
    assertThat(missing.status()).isEqualTo(127);
    assertThat(podman.invoke("top", NAME, "comm").out()).contains("sleep");
  }

  @Test
  void aContainerHasATerminal() throws Exception {
    assertThat(podman.run("--rm", "--tty", "sh", "-c", "tty; exit 3"))
        .isEqualTo(new Invocation(3, "/dev/pts/0\r\n", ""));
  }

  @Test
  void killEndsAContainerThatStartsAgain() throws Exception {
    assertThat(podman.run("--detach", "--name=" + NAME, "sleep", "600").status()).isZero();
    assertThat(podman.invoke("kill", NAME).status()).isZero();
    podman.await(
        "the exit",
        "exited 137\n",
        "inspect",
        "--format",
        "{{.State.Status}} {{.State.ExitCode}}",
        NAME);
    assertThat(podman.invoke("start", NAME).status()).isZero();
    assertThat(podman.inspect(NAME, "{{.State.Status}}")).isEqualTo("running");
    assertThat(podman.invoke("rm", "--force", "--time", "0", NAME).status()).isZero();
    assertThat(podman.invoke("ps", "--all", "--quiet").out()).isEmpty();
  }
}
