package dev.cdlc.compiler.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A text is checked again after each letter that is typed. */
class RecheckTest {
  private static final Duration MOST = Duration.ofMillis(5);

  /** The virtual machine still compiles in the first ones, and others share its processors. */
  private static final int RUNS = 3_000;

  private static final int LINES = 500;

  /** Of ten lines. */
  private static final String CONTAINER =
      """
      container web-%d <
        root ./rootfs;
        hostname web;
        run /usr/bin/nginx -g "daemon off;";
        env LANG=C.UTF-8, PORT=8080;
        user 101:101;
        bind ./site /var/www ro nosuid nodev;
        memory 512MiB;
        cap drop ALL;
      >
      """;

  @Test
  void fiveHundredLinesTakeLessThanFiveMilliseconds() {
    String text =
        IntStream.range(0, LINES / 10).mapToObj(CONTAINER::formatted).collect(Collectors.joining());
    Duration least = Duration.ofDays(1);
    for (int run = 0; run < RUNS && least.compareTo(MOST) >= 0; run++) {
      Duration taken = time(text.replace("8080", Integer.toString(8_000 + run)));
      least = taken.compareTo(least) < 0 ? taken : least;
    }
    assertThat(text.lines()).hasSize(LINES);
    assertThat(least).isLessThan(MOST);
  }

  private static Duration time(String text) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Analysis analysis =
        Analysis.of(
            new Source(new SourceId("web.cdl"), text), MarkedText.FOLDER, MarkedText.INPUTS);
    long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(analysis.diagnostics()).isEmpty();
    return Duration.ofNanos(after - before);
  }
}
