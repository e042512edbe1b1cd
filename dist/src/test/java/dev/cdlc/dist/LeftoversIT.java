package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SIGKILL of a supervisor leaves, and the next {@code cdlc run} removes. */
@Tag("linux")
class LeftoversIT {
  @TempDir private Path folder;

  @BeforeAll
  static void needsRoot() throws IOException {
    Root.assume();
  }

  @Test
  void nextRunKillsWhatIsLeft() throws Exception {
    Process supervisor =
        start("leftover", "ns uts; shell 'trap \"\" TERM; setsid sleep 300 & wait'");
    List<ProcessHandle> inside = supervisor.descendants().toList();
    assertThat(inside).hasSize(2);
    supervisor.destroyForcibly().waitFor();
    assertThat(cgroups("leftover")).isNotEmpty();

    var next = Launch.of(List.of(Root.CDLC.toString(), "run", hello()));

    assertThat(next.status()).isZero();
    assertThat(next.out()).isEqualTo("hello\n");
    // Another run on this host may have been first, or have left something as well.
    assertThat(next.err())
        .matches("(cdlc: note: removed what was left of the container '[^']+', whose .*\n)*");
    for (ProcessHandle process : inside) {
      process.onExit().get(5, TimeUnit.SECONDS);
    }
    assertThat(cgroups("leftover")).isEmpty();
  }

  @Test
  void nativeCallsUnpackNothing() throws Exception {
    String readOnly = "mount --bind /tmp /tmp && mount -o remount,bind,ro /tmp && exec ";
    var host =
        Launch.of(List.of("unshare", "--mount", "sh", "-c", readOnly + Root.CDLC + " --host"));

    assertThat(host.err()).isEmpty();
    assertThat(host.out()).contains("\nkernel        Linux ");
  }

  @Test
  void containersThatRunAreLeftAlone() throws Exception {
    Process supervisor = start("alive", "run cat");

    var next = Launch.of(List.of(Root.CDLC.toString(), "run", hello()));

    assertThat(next.out()).isEqualTo("hello\n");
    assertThat(next.err()).doesNotContain("alive");
    supervisor.getOutputStream().close();
    assertThat(supervisor.waitFor()).isZero();
    assertThat(cgroups("alive")).isEmpty();
  }

  /** Returns once the container's command runs. */
  private Process start(String name, String statements) throws Exception {
    Path file = Root.container(folder, name, statements);
    Process process = new ProcessBuilder(Root.CDLC.toString(), "run", file.toString()).start();
    while (process.isAlive() && process.descendants().noneMatch(LeftoversIT::isCommand)) {
      Thread.sleep(20);
    }
    Thread.sleep(200);
    return process;
  }

  private static boolean isCommand(ProcessHandle process) {
    return process.info().command().filter(path -> path.matches(".*/(sleep|cat)")).isPresent();
  }

  private String hello() throws IOException {
    return Root.container(folder, "hello", "run echo hello").toString();
  }

  private static List<Path> cgroups(String container) throws IOException {
    try (Stream<Path> tree =
        Files.find(
            Path.of("/sys/fs/cgroup"),
            4,
            (path, _) -> path.getFileName().toString().matches(container + "-[0-9]+"),
            FileVisitOption.FOLLOW_LINKS)) {
      return tree.toList();
    }
  }
}
