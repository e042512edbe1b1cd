package dev.cdlc.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import dev.cdlc.runtime.kernel.Descriptor;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.LockOperation;
import dev.cdlc.runtime.kernel.Syscalls;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real cgroups and processes. Needs root: {@code sudo mvn -pl runtime -am test}. */
@Tag("linux")
final class LeftoversLinuxTest {
  private static final String CONTAINER = "leftovers-test";

  /** Above the kernel's greatest pid, so never that of a process. */
  private static final long DEAD = 4_999_999;

  private final Syscalls syscalls = new LinuxSyscalls();
  private final List<Process> processes = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private Cgroups cgroups;

  @BeforeEach
  void needsRoot() throws IOException {
    assumeTrue(syscalls.geteuid() == 0, "needs root, to make cgroups");
    cgroups =
        new Cgroups(
            Cgroups.read().hierarchies().stream()
                .filter(LeftoversLinuxTest::takesProcessesAtOnce)
                .toList());
    for (Hierarchy hierarchy : cgroups.hierarchies()) {
      assumeTrue(Files.isWritable(hierarchy.mountPoint()), "needs writable cgroups");
    }
  }

  @AfterEach
  void tidy() throws Exception {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    for (Path folder : folders.reversed()) {
      Files.deleteIfExists(folder);
    }
    for (Hierarchy hierarchy : cgroups.hierarchies()) {
      removeUnlessUsed(hierarchy.containers());
    }
  }

  private static void removeUnlessUsed(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (FileSystemException e) {
      assertThat(folder).isNotEmptyDirectory();
    }
  }

  @Test
  void deadSupervisorsProcessesDieAndItsCgroupsGo() throws Exception {
    List<Path> made = cgroup(cgroups.hierarchies());
    Process process = sleepIn(made);

    var outcomes = tidyLeftovers();

    assertThat(outcomes)
        .containsExactly(
            new Leftovers.Outcome.Removed(new Leftover(CONTAINER, DEAD, List.copyOf(made))));
    assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(made).allSatisfy(folder -> assertThat(folder).doesNotExist());
  }

  @Test
  void v1ProcessesDieWhileFrozen() throws Exception {
    Optional<Hierarchy> freezer = cgroups.of("freezer");
    assumeTrue(freezer.isPresent(), "needs the cgroup v1 freezer");
    List<Path> made = cgroup(List.of(freezer.get()));
    Process process = sleepIn(made);

    assertThat(tidyLeftovers()).hasOnlyElementsOfType(Leftovers.Outcome.Removed.class);

    assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(made.getFirst()).doesNotExist();
  }

  @Test
  void cgroupsBelowGoAsWell() throws Exception {
    List<Path> made = cgroup(cgroups.hierarchies().subList(0, 1));
    Path below = Files.createDirectory(made.getFirst().resolve("below"));
    folders.add(below);
    Process process = sleepIn(List.of(below));

    assertThat(tidyLeftovers()).hasOnlyElementsOfType(Leftovers.Outcome.Removed.class);

    assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(made.getFirst()).doesNotExist();
  }

  @Test
  void lockedCgroupAndItsProcessesStay() throws Exception {
    List<Path> made = cgroup(cgroups.hierarchies());
    Process process = sleepIn(made);
    try (Descriptor folder = syscalls.openDirectory(made.getFirst())) {
      syscalls.flock(folder.fd(), EnumSet.of(LockOperation.LOCK_EX));
      assertThat(new Leftovers(cgroups).find()).noneMatch(LeftoversLinuxTest::ours);
      var blind = new Leftover(CONTAINER, DEAD, made);
      assertThat(new Leftovers(cgroups).remove(List.of(blind), syscalls)).isEmpty();
    }
    assertThat(process.isAlive()).isTrue();
    assertThat(made).allSatisfy(folder -> assertThat(folder).exists());
  }

  @Test
  void containersMayComeAndGoMeanwhile() throws Exception {
    Path folder = cgroups.hierarchies().getFirst().containers().resolve(CONTAINER + "-1");
    folders.add(folder);
    String comeAndGo =
        "while :; do mkdir -p '%1$s'; rmdir '%1$s' '%2$s'; done"
            .formatted(folder, folder.getParent());
    processes.add(
        new ProcessBuilder("sh", "-c", comeAndGo)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
    for (int round = 0; round < 300; round++) {
      assertThat(new Leftovers(cgroups).find()).noneMatch(LeftoversLinuxTest::ours);
    }
  }

  private List<Leftovers.Outcome> tidyLeftovers() throws IOException {
    var leftovers = new Leftovers(cgroups);
    var ours = leftovers.find().stream().filter(LeftoversLinuxTest::ours).toList();
    return leftovers.remove(ours, syscalls);
  }

  /** A v1 cpuset takes no process before it has CPUs and memory nodes. */
  private static boolean takesProcessesAtOnce(Hierarchy hierarchy) {
    return hierarchy.version() == Version.V2 || !hierarchy.controllers().contains("cpuset");
  }

  private static boolean ours(Leftover leftover) {
    return leftover.container().equals(CONTAINER);
  }

  private List<Path> cgroup(List<Hierarchy> hierarchies) throws IOException {
    var made = new ArrayList<Path>();
    for (Hierarchy hierarchy : hierarchies) {
      Files.createDirectories(hierarchy.containers());
      made.add(Files.createDirectory(hierarchy.containers().resolve(CONTAINER + "-" + DEAD)));
    }
    folders.addAll(made);
    return made;
  }

  private Process sleepIn(List<Path> cgroup) throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    processes.add(process);
    for (Path folder : cgroup) {
      write(folder.resolve("cgroup.procs"), Long.toString(process.pid()));
    }
    return process;
  }

  private static void write(Path file, String value) throws IOException {
    Files.writeString(file, value, StandardOpenOption.WRITE);
  }
}
