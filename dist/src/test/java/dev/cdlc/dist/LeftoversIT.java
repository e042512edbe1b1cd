package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.runtime.cgroup.Cgroups;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SIGKILL of a supervisor leaves, and the next command removes. */
@Tag("linux")
class LeftoversIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @BeforeAll
  static void needsRoot() throws IOException {
    Root.assume();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "validate"})
  void nextCommandKillsWhatIsLeft(String command) throws Exception {
    String name = ofThisRun("leftover");
    Process supervisor =
        start(name, "ns uts; shell 'trap \"\" TERM; setsid sleep 300 & echo up; wait'");
    List<ProcessHandle> inside = supervisor.descendants().toList();
    assertThat(inside).hasSize(2);
    assertThat(cgroups(name)).isNotEmpty();
    supervisor.destroyForcibly().waitFor();

    var next = Launch.of(List.of(Root.CDLC.toString(), command, hello()));

    assertThat(next.status()).isZero();
    assertThat(next.out()).isIn("hello\n", "1 file checked, nothing found\n");
    assertThat(next.err()).isEmpty();
    for (ProcessHandle process : inside) {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    awaitRemoval(name);
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
    String name = ofThisRun("alive");
    Process supervisor = start(name, "shell 'echo up; exec cat'");

    var next = Launch.of(List.of(Root.CDLC.toString(), "run", hello()));

    assertThat(next.out()).isEqualTo("hello\n");
    assertThat(next.err()).isEmpty();
    supervisor.getOutputStream().close();
    assertThat(supervisor.waitFor()).isZero();
    assertThat(cgroups(name)).isEmpty();
  }

  /** What no other run on this host calls a container. */
  private static String ofThisRun(String name) {
    return name + "-" + ProcessHandle.current().pid();
  }

  /** Returns once the container's command has said that it is up. */
  private Process start(String name, String statements) throws Exception {
    Path file = Root.container(folder, name, statements);
    Process process = new ProcessBuilder(Root.CDLC.toString(), "run", file.toString()).start();
    assertThat(process.inputReader().readLine()).isEqualTo("up");
    return process;
  }

  /** Another run on this host may be at it, and not yet done. */
  private static void awaitRemoval(String container) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!cgroups(container).isEmpty()) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(20);
    }
  }

  private String hello() throws IOException {
    return Root.container(folder, "hello", "run echo hello").toString();
  }

  private static List<String> cgroups(String container) throws IOException {
    return Cgroups.read().hierarchies().stream()
        .map(hierarchy -> hierarchy.containers().toFile().list())
        .filter(Objects::nonNull)
        .flatMap(Stream::of)
        .filter(name -> name.startsWith(container + "-"))
        .toList();
  }
}
