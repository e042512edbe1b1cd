package dev.cdlc.runtime.running;

import dev.cdlc.runtime.cgroup.CgroupStats;
import dev.cdlc.runtime.cgroup.ContainerCgroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a container uses: what its cgroup counts; where that does not, what its processes do.
 *
 * @param cpuNanos CPU time up to now
 * @param memoryLimit bytes; empty for none
 */
public record ContainerUsage(
    long cpuNanos, long memoryBytes, OptionalLong memoryLimit, long tasks) {
  private static final Path PROC = Path.of("/proc");

  /** Behind the name, from 0: {@code num_threads} and {@code rss}; see proc_pid_stat(5). */
  private static final int THREADS = 17;

  private static final int RSS = 21;
  private static final long PAGE_BYTES = 4096;

  /** Larger ones, of cgroup v1, mean that there is none. */
  private static final long LARGEST = 1L << 62;

  public static ContainerUsage of(RunningContainer container) throws IOException {
    ContainerCgroup cgroup = container.cgroup();
    CgroupStats counted = CgroupStats.of(cgroup.folders());
    List<Long> processes = container.processes();
    return new ContainerUsage(
        counted.cpuNanos() > 0 ? counted.cpuNanos() : cpuNanos(processes),
        counted.memoryBytes() > 0 ? counted.memoryBytes() : residentBytes(processes),
        limit(counted.memoryLimit()),
        counted.taskLimit() != 0 ? counted.tasks() : threads(processes));
  }

  private static OptionalLong limit(long bytes) {
    return bytes > 0 && bytes < LARGEST ? OptionalLong.of(bytes) : OptionalLong.empty();
  }

  /** Of those that run, and the children that they have waited for. */
  private static long cpuNanos(List<Long> processes) {
    return processes.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToLong(Duration::toNanos)
        .sum();
  }

  private static long residentBytes(List<Long> processes) {
    return processes.stream().mapToLong(pid -> field(pid, RSS)).sum() * PAGE_BYTES;
  }

  private static long threads(List<Long> processes) {
    return processes.stream().mapToLong(pid -> field(pid, THREADS)).sum();
  }

  /** 0 of a process that has ended meanwhile. */
  private static long field(long pid, int index) {
    try {
      String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
      return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[index]);
    } catch (IOException _) {
      return 0;
    }
  }
}
