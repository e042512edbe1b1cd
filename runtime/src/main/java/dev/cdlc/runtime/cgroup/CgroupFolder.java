package dev.cdlc.runtime.cgroup;

import dev.cdlc.runtime.cgroup.ContainerCgroup.Freezer;
import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.Signal;
import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.kernel.Syscalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One cgroup in one hierarchy, with the cgroups below it; see cgroups(7). */
record CgroupFolder(Path path) {
  /** What a process of a pid namespace that cannot be seen is listed as; see cgroups(7). */
  private static final long FOREIGN = 0;

  private static final Duration DEATH = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(2);

  /** Whether a process lives in it or below. */
  boolean populated() throws IOException {
    return Files.exists(path.resolve("cgroup.events"))
        ? holds("cgroup.events", "populated 1")
        : !processes().isEmpty();
  }

  /**
   * Kills all processes in it and below, at once by {@code cgroup.kill} where the kernel has that
   * (v2 since 5.14); else frozen meanwhile, so that none can fork its way out.
   */
  void kill(Syscalls syscalls) throws IOException, SyscallException {
    if (write("cgroup.kill", "1")) {
      return;
    }
    freeze();
    try {
      for (long pid : processes()) {
        if (pid != FOREIGN) {
          kill(pid, syscalls);
        }
      }
    } finally {
      thaw();
    }
  }

  /** Ends when no process is left, or after {@link #DEATH}; rmdir(2) then tells why not. */
  void empty(Syscalls syscalls) throws IOException, SyscallException {
    long deadline = System.nanoTime() + DEATH.toNanos();
    while (populated() && System.nanoTime() < deadline) {
      kill(syscalls);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  void remove(Syscalls syscalls) throws IOException, SyscallException {
    for (Path folder : deepestFirst()) {
      syscalls.rmdir(folder);
    }
  }

  private static void kill(long pid, Syscalls syscalls) throws SyscallException {
    try {
      syscalls.kill(pid, Signal.SIGKILL);
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ESRCH)) {
        throw e;
      }
    }
  }

  /** Whether its processes have stopped; see the kernel's freezer-subsystem.rst, cgroup-v2.rst. */
  boolean isFrozen() throws IOException {
    for (Freezer freezer : freezers()) {
      if (Files.readAllLines(freezer.file()).contains(freezer.line())) {
        return true;
      }
    }
    return false;
  }

  /** The files of it that are there. */
  List<Freezer> freezers() {
    return Stream.of(
            new Freezer(path.resolve("freezer.state"), "FROZEN"),
            new Freezer(path.resolve("cgroup.events"), "frozen 1"))
        .filter(freezer -> Files.exists(freezer.file()))
        .toList();
  }

  /** Stops its processes, and waits until they have. */
  void stop() throws IOException {
    freeze();
    long deadline = System.nanoTime() + DEATH.toNanos();
    while (!isFrozen()) {
      if (System.nanoTime() > deadline) {
        thaw();
        throw new IOException("the processes of %s do not freeze".formatted(path));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean holds(String file, String line) throws IOException {
    Path target = path.resolve(file);
    return Files.exists(target) && Files.readAllLines(target).contains(line);
  }

  private void freeze() throws IOException {
    write("freezer.state", "FROZEN");
    write("cgroup.freeze", "1");
  }

  boolean freezes() {
    return Files.exists(path.resolve("freezer.state"))
        || Files.exists(path.resolve("cgroup.freeze"));
  }

  void thaw() throws IOException {
    write("freezer.state", "THAWED");
    write("cgroup.freeze", "0");
  }

  /** False where the hierarchy has no such file. */
  boolean write(String file, String value) throws IOException {
    Path target = path.resolve(file);
    if (!Files.exists(target)) {
      return false;
    }
    Files.writeString(target, value, StandardOpenOption.WRITE);
    return true;
  }

  List<Long> processes() throws IOException {
    var pids = new ArrayList<Long>();
    for (Path folder : deepestFirst()) {
      Files.readAllLines(folder.resolve("cgroup.procs")).stream()
          .map(Long::valueOf)
          .forEach(pids::add);
    }
    return pids;
  }

  private List<Path> deepestFirst() throws IOException {
    try (Stream<Path> tree = Files.walk(path)) {
      return tree.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
