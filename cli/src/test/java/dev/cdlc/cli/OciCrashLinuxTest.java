package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs of the OCI runtime beside each other, and verbs that are killed; each is a process. */
@NeedsRoot
@Tag("long")
final class OciCrashLinuxTest {
  private static final String ID = "oci-crash-test-" + ProcessHandle.current().pid();
  private static final int CYCLES = Integer.getInteger("cdlc.oci.cycles", 20);
  private static final int AT_ONCE = 10;
  private static final int KILLED = Integer.getInteger("cdlc.oci.killed", 6);

  /** About as long as a verb takes. */
  private static final int LONGEST_MILLIS = 2_500;

  @TempDir private Path folder;
  private Path bundle;
  private Path runtime;

  @BeforeEach
  void makeBundle() throws IOException {
    bundle = Files.createDirectory(folder.resolve("bundle"));
    BusyboxRoot.make(Files.createDirectory(bundle.resolve("rootfs")));
    runtime = RuntimeScript.writeIn(folder);
    Files.writeString(
        bundle.resolve("config.json"),
        """
        {"ociVersion":"1.0.2","root":{"path":"rootfs"},
         "process":{"cwd":"/","args":["sleep","600"],"env":["PATH=/bin"]},
         "mounts":[{"destination":"/proc","type":"proc","source":"proc"}],
         "linux":{"namespaces":[{"type":"pid"},{"type":"mount"},{"type":"ipc"}]}}
        """);
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    assertThat(folder.resolve("state")).isEmptyDirectory();
    for (String hierarchy : names(Path.of("/sys/fs/cgroup"))) {
      assertThat(names(Path.of("/sys/fs/cgroup", hierarchy, "cdlc-oci")))
          .noneMatch(name -> name.startsWith(ID));
    }
    assertThat(names(Path.of("/sys/fs/cgroup/cdlc-oci"))).noneMatch(name -> name.startsWith(ID));
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(bundle.toString());
  }

  /** What is in a folder, which others may remove meanwhile. */
  private static List<String> names(Path folder) {
    return Stream.ofNullable(folder.toFile().list()).flatMap(Stream::of).toList();
  }

  @Test
  void cyclesOfManyContainersDoNotDisturbEachOther() throws Exception {
    List<Callable<String>> cycles =
        IntStream.range(0, CYCLES)
            .<Callable<String>>mapToObj(i -> () -> cycle(ID + "-" + i))
            .toList();
    try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<String> cycle : pool.invokeAll(cycles)) {
        assertThat(cycle.get()).isEmpty();
      }
    }
  }

  private String cycle(String id) throws Exception {
    var said = new StringBuilder();
    said.append(verb("create", "--bundle", bundle.toString(), id));
    said.append(verb("start", id));
    said.append(verb("kill", id, "KILL"));
    said.append(verb("delete", "--force", id));
    return said.toString();
  }

  @Test
  void whatAKilledVerbLeavesIsClearedByForce() throws Exception {
    var random = new Random(5);
    for (int i = 0; i < KILLED; i++) {
      kill(random.nextInt(LONGEST_MILLIS), "create", "--bundle", bundle.toString(), ID);
      kill(random.nextInt(LONGEST_MILLIS), "start", ID);
      kill(random.nextInt(LONGEST_MILLIS), "delete", "--force", ID);
      assertThat(verb("delete", "--force", ID)).as("round %d", i).isEmpty();
      assertThat(folder.resolve("state").resolve(ID)).doesNotExist();
    }
    assertThat(cycle(ID)).isEmpty();
  }

  private void kill(int millis, String... arguments) throws Exception {
    Process verb =
        new ProcessBuilder(command(arguments))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!verb.waitFor(millis, TimeUnit.MILLISECONDS)) {
      verb.destroyForcibly().waitFor();
    }
  }

  /** What it prints where it fails. */
  private String verb(String... arguments) throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Process verb =
        new ProcessBuilder(command(arguments))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(verb.waitFor(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS)).isTrue();
    return verb.exitValue() == 0 ? "" : Files.readString(out, StandardCharsets.UTF_8);
  }

  private List<String> command(String... arguments) {
    var command =
        new ArrayList<>(List.of(runtime.toString(), "--root", folder.resolve("state").toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
