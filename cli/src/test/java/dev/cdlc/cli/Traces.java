package dev.cdlc.cli;

import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.Hierarchy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a container may leave behind on the host. */
public final class Traces {
  private Traces() {}

  /** Its cgroups, and the processes and mounts that know the folder it was built in. */
  public static List<String> of(String container, Path folder) {
    return Stream.of(cgroups(container), processes(folder), mounts(folder))
        .flatMap(traces -> traces)
        .toList();
  }

  private static Stream<String> cgroups(String container) {
    try {
      return Cgroups.read().hierarchies().stream()
          .map(Hierarchy::containers)
          .flatMap(containers -> entries(containers).map(containers::resolve))
          .filter(path -> path.getFileName().toString().matches(container + "-[0-9]+"))
          .map(path -> "cgroup " + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** None where there is no such folder. */
  private static Stream<String> entries(Path folder) {
    return Stream.ofNullable(folder.toFile().list()).flatMap(Stream::of);
  }

  /** By what they were told to run, or by an environment that names the folder. */
  static Stream<String> processes(Path folder) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> pid != ProcessHandle.current().pid())
        .filter(pid -> names(pid, "cmdline", folder) || names(pid, "environ", folder))
        .map(pid -> "process " + pid);
  }

  private static Stream<String> mounts(Path folder) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/mountinfo"))) {
      return lines.filter(line -> line.contains(folder.toString())).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean names(long pid, String file, Path folder) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), file));
      return new String(bytes, StandardCharsets.UTF_8).contains(folder.toString());
    } catch (IOException e) {
      return false;
    }
  }
}
