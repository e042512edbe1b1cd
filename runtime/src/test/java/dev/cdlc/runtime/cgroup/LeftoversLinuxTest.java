package dev.cdlc.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import dev.cdlc.runtime.kernel.Descriptor;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.LockOperation;
import dev.cdlc.runtime.kernel.Syscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

  private static final int PATIENCE_SECONDS = 30;

  private final Syscalls syscalls = new LinuxSyscalls();
  private final List<Process> processes = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private Cgroups cgroups;

  @BeforeEach
  void needsRoot() throws IOException {
    assumeTrue(syscalls.geteuid() == 0, "needs root, to make cgroups");
    var own = new ArrayList<Hierarchy>();
    for (Hierarchy hierarchy : Cgroups.read().hierarchies()) {
      if (takesProcessesAtOnce(hierarchy)) {
        assumeTrue(Files.isWritable(hierarchy.mountPoint()), "needs writable cgroups");
        own.add(belowCgroupOfThisRun(hierarchy));
      }
    }
    cgroups = new Cgroups(own);
  }

  @AfterEach
  void tidy() throws Exception {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    for (Path folder : folders.reversed()) {
      Files.deleteIfExists(folder);
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
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(made).allSatisfy(folder -> assertThat(folder).doesNotExist());
  }

  @Test
  void v1ProcessesDieWhileFrozen() throws Exception {
    Optional<Hierarchy> freezer = cgroups.of("freezer");
    assumeTrue(freezer.isPresent(), "needs the cgroup v1 freezer");
    List<Path> made = cgroup(List.of(freezer.get()));
    Process process = sleepIn(made);

    assertThat(tidyLeftovers()).hasOnlyElementsOfType(Leftovers.Outcome.Removed.class);

    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(made.getFirst()).doesNotExist();
  }

  @Test
  void cgroupsBelowGoAsWell() throws Exception {
    List<Path> made = cgroup(cgroups.hierarchies().subList(0, 1));
    Path below = Files.createDirectory(made.getFirst().resolve("below"));
    folders.add(below);
    Process process = sleepIn(List.of(below));

    assertThat(tidyLeftovers()).hasOnlyElementsOfType(Leftovers.Outcome.Removed.class);

    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(made.getFirst()).doesNotExist();
  }

  @Test
  void lockedCgroupAndItsProcessesStay() throws Exception {
    List<Path> made = cgroup(cgroups.hierarchies());
    Process process = sleepIn(made);
    try (Descriptor folder = syscalls.openDirectory(made.getFirst())) {
      syscalls.flock(folder.fd(), EnumSet.of(LockOperation.LOCK_EX));
      assertThat(new Leftovers(cgroups).find()).isEmpty();
      var blind = new Leftover(CONTAINER, DEAD, made);
      assertThat(new Leftovers(cgroups).remove(List.of(blind), syscalls)).isEmpty();
    }
    assertThat(process.isAlive()).isTrue();
    assertThat(made).allSatisfy(folder -> assertThat(folder).exists());
  }

  @Test
  void containersMayComeAndGoMeanwhile() throws Exception {
    Path containers = cgroups.hierarchies().getFirst().containers();
    var ending = new AtomicBoolean();
    try (var executor = Executors.newSingleThreadExecutor()) {
      Future<?> comingAndGoing = executor.submit(() -> comeAndGo(containers, ending));
      try {
        for (int round = 0; round < 300; round++) {
          assertThat(new Leftovers(cgroups).find()).isEmpty();
        }
      } finally {
        ending.set(true);
      }
      comingAndGoing.get();
    }
  }

  /** Makes and removes a container's cgroup, and the folder around it, as fast as it can. */
  private static int comeAndGo(Path containers, AtomicBoolean ending) throws IOException {
    int rounds = 0;
    while (!ending.get()) {
      Path folder = Files.createDirectories(containers.resolve(CONTAINER + "-1"));
      Files.delete(folder);
      Files.delete(containers);
      rounds++;
    }
    return rounds;
  }

  private List<Leftovers.Outcome> tidyLeftovers() throws IOException {
    var leftovers = new Leftovers(cgroups);
    return leftovers.remove(leftovers.find(), syscalls);
  }

  /** The hierarchy from a cgroup down in which no other run, nor cdlc itself, looks. */
  private Hierarchy belowCgroupOfThisRun(Hierarchy hierarchy) throws IOException {
    Path own = hierarchy.mountPoint().resolve(CONTAINER + "-" + ProcessHandle.current().pid());
    folders.add(Files.createDirectory(own));
    return new Hierarchy(own, hierarchy.version(), hierarchy.controllers());
  }

  /** A v1 cpuset takes no process before it has CPUs and memory nodes. */
  private static boolean takesProcessesAtOnce(Hierarchy hierarchy) {
    return hierarchy.version() == Version.V2 || !hierarchy.controllers().contains("cpuset");
  }

  private List<Path> cgroup(List<Hierarchy> hierarchies) throws IOException {
    var made = new ArrayList<Path>();
    for (Hierarchy hierarchy : hierarchies) {
      folders.add(Files.createDirectory(hierarchy.containers()));
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
