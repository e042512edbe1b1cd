package dev.cdlc.runtime.running;

import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.ContainerCgroup;
import dev.cdlc.runtime.cgroup.Hierarchy;
import dev.cdlc.runtime.container.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A container that {@code cdlc run} runs.
 *
 * @param supervisor who started it, waits for it and undoes what was done
 * @param init its first process; empty while there is none, or none any more
 * @param description empty while it is being made, or where another version of cdlc has made it
 */
public record RunningContainer(
    String name,
    ProcessIdentity supervisor,
    Optional<ProcessIdentity> init,
    Optional<Description> description) {
  private static final Path PROC = Path.of("/proc");

  static RunningContainer starting(String name, ProcessIdentity supervisor) {
    return new RunningContainer(name, supervisor, Optional.empty(), Optional.empty());
  }

  /** The cgroup that is its own, in each hierarchy where it has one. */
  public ContainerCgroup cgroup() throws IOException {
    if (init.isEmpty()) {
      return new ContainerCgroup(List.of());
    }
    Optional<String> named = description.flatMap(Description::cgroup);
    if (named.isPresent()) {
      return ContainerCgroup.of(named.get(), Cgroups.read(), cgroupsOf(supervisor));
    }
    List<Path> folders = new ArrayList<>();
    List<String> lines = cgroupsOf(init.get());
    for (Hierarchy hierarchy : Cgroups.read().hierarchies()) {
      own(lines, hierarchy).map(hierarchy.mountPoint()::resolve).ifPresent(folders::add);
    }
    return new ContainerCgroup(folders);
  }

  /** Up to the folder that is called as the supervisor calls it: the init may be below. */
  private Optional<String> own(List<String> lines, Hierarchy hierarchy) {
    String controllers =
        hierarchy.version() == Hierarchy.Version.V2
            ? ""
            : String.join(",", hierarchy.controllers());
    String end = "/cdlc/%s-%d".formatted(name, supervisor.pid());
    return lines.stream()
        .map(line -> line.split(":", 3))
        .filter(fields -> fields[1].equals(controllers))
        .map(fields -> fields[2] + "/")
        .filter(path -> path.contains(end + "/"))
        .map(path -> path.substring(1, path.indexOf(end + "/") + end.length()))
        .findFirst();
  }

  private static List<String> cgroupsOf(ProcessIdentity process) throws IOException {
    try {
      return Files.readAllLines(PROC.resolve(Long.toString(process.pid())).resolve("cgroup"));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /**
   * Its processes, by the host's pids: those of its cgroup; where it has none, the init, what it
   * and those below it have started, and who else is in its pid namespace.
   */
  public List<Long> processes() throws IOException {
    List<Long> counted = cgroup().processes();
    if (!counted.isEmpty() || init.isEmpty()) {
      return counted;
    }
    var processes = new TreeSet<Long>(inPidNamespace());
    processes.add(init.get().pid());
    ProcessHandle.of(init.get().pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .map(ProcessHandle::pid)
        .forEach(processes::add);
    return List.copyOf(processes);
  }

  /** Those that have joined it are no descendants of its init; none if it is the supervisor's. */
  private List<Long> inPidNamespace() {
    Optional<String> namespace =
        init.flatMap(process -> pidNamespace(process.pid()))
            .filter(found -> !pidNamespace(supervisor.pid()).equals(Optional.of(found)));
    return namespace.isEmpty()
        ? List.of()
        : ProcessHandle.allProcesses()
            .map(ProcessHandle::pid)
            .filter(pid -> pidNamespace(pid).equals(namespace))
            .toList();
  }

  /** Empty for a process that the caller may not look at. */
  private static Optional<String> pidNamespace(long pid) {
    try {
      Path link = PROC.resolve(Long.toString(pid)).resolve("ns/pid");
      return Optional.of(Files.readSymbolicLink(link).toString());
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
