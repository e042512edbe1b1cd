package dev.cdlc.runtime.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the processes of a cgroup use, 0 where no controller of its own counts it; see the kernel's
 * cgroup-v2.rst, and memory.rst and cpuacct.rst of cgroup v1.
 *
 * @param cpuNanos CPU time
 * @param memoryLimit bytes, without a sign; 2^64-1 for no limit, as the others
 */
public record CgroupStats(
    long cpuNanos, long memoryBytes, long memoryLimit, long tasks, long taskLimit) {
  private static final long UNLIMITED = -1;
  private static final long NANOS_A_MICRO = 1_000;

  /**
   * Reads them.
   *
   * @param folders where the cgroup may be: one a hierarchy
   */
  public static CgroupStats of(List<Path> folders) throws IOException {
    return new CgroupStats(
        cpuNanos(folders),
        first(folders, "memory.current", "memory.usage_in_bytes").orElse(0),
        first(folders, "memory.max", "memory.limit_in_bytes").orElse(0),
        first(folders, "pids.current").orElse(tasks(folders)),
        first(folders, "pids.max").orElse(0));
  }

  private static long tasks(List<Path> folders) throws IOException {
    return new ContainerCgroup(folders).processes().size();
  }

  private static long cpuNanos(List<Path> folders) throws IOException {
    OptionalLong v1 = first(folders, "cpuacct.usage");
    if (v1.isPresent()) {
      return v1.getAsLong();
    }
    for (Path folder : folders) {
      Path stat = folder.resolve("cpu.stat");
      if (Files.exists(stat)) {
        OptionalLong micros = micros(Files.readAllLines(stat));
        if (micros.isPresent()) {
          return micros.getAsLong() * NANOS_A_MICRO;
        }
      }
    }
    return 0;
  }

  /** The file of cgroup v1 has no such line. */
  private static OptionalLong micros(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("usage_usec "))
        .mapToLong(line -> Long.parseLong(line.substring("usage_usec ".length())))
        .findFirst();
  }

  private static OptionalLong first(List<Path> folders, String... files) throws IOException {
    for (Path folder : folders) {
      for (String file : files) {
        if (Files.exists(folder.resolve(file))) {
          String value = Files.readString(folder.resolve(file)).strip();
          return OptionalLong.of(value.equals("max") ? UNLIMITED : Long.parseLong(value));
        }
      }
    }
    return OptionalLong.empty();
  }
}
