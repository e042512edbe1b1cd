package dev.cdlc.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/** Work that takes no longer than a second of one core, whatever else runs on the host. */
public final class Prompt {
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private Prompt() {}

  /** Does some work; once more, if it was slow while the JVM still loaded what it needs. */
  public static <T> T work(String what, Supplier<T> work) {
    long start = cpuTime();
    T result = work.get();
    if (since(start).compareTo(LONGEST) > 0) {
      start = cpuTime();
      result = work.get();
      assertThat(since(start)).as(what).isLessThan(LONGEST);
    }
    return result;
  }

  private static Duration since(long start) {
    return Duration.ofNanos(cpuTime() - start);
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
