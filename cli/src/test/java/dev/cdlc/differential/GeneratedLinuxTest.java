package dev.cdlc.differential;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdlc.cli.NeedsRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Containers that nobody thought of, from seeds: {@code -Dcdlc.differential.count} of them, or the
 * one of {@code -Dcdlc.differential.seed}, which a failure names.
 */
@NeedsRoot
class GeneratedLinuxTest {
  private static final int COUNT = Integer.getInteger("cdlc.differential.count", 200);
  private static final long SEED = Long.getLong("cdlc.differential.seed", -1);

  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> hostSeesWhatItSeesOfRunc() {
    assumeTrue(Files.exists(Path.of("/usr/sbin/runc")), "needs the Debian package runc");
    List<Long> seeds = SEED < 0 ? LongStream.rangeClosed(1, COUNT).boxed().toList() : List.of(SEED);
    Workshop workshop = Workshop.of(folder, List.of(), seeds);
    return Comparison.of(workshop, Observations.by(workshop, 10, "sh", "all.sh"));
  }
}
