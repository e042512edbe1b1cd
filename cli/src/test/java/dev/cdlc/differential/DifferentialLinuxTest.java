package dev.cdlc.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@Tag("linux")
class DifferentialLinuxTest {
  /** Some of those that {@link GeneratedLinuxTest} has on the host alone. */
  private static final List<Long> GENERATED = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);

  @TempDir private static Path folder;
  private static Optional<Workshop> workshop = Optional.empty();

  @BeforeAll
  static void compileCases() {
    assumeTrue("amd64".equals(System.getProperty("os.arch")), "runs x86-64 executables");
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root: sudo mvn verify");
    assumeTrue(Files.exists(Path.of("/usr/sbin/runc")), "needs the Debian package runc");
    workshop = Optional.of(Workshop.of(folder, Workshop.CASES, GENERATED));
  }

  @TestFactory
  Stream<DynamicTest> hostSeesWhatItSeesOfRunc() {
    return Comparison.of(
        workshop.orElseThrow(), Observations.by(workshop.orElseThrow(), 10, "sh", "all.sh"));
  }

  /** As systemd has it: what is mounted in a container could appear outside. */
  @TestFactory
  Stream<DynamicTest> hostWithSharedMountsSeesWhatItSeesOfRunc() {
    Observations observations =
        Observations.by(
            workshop.orElseThrow(),
            10,
            "unshare",
            "-m",
            "--propagation",
            "shared",
            "sh",
            "-c",
            """
            before=$(cat /proc/self/mountinfo)
            sh all.sh
            [ "$before" = "$(cat /proc/self/mountinfo)" ] || echo "== a mount leaked"
            """);
    assertThat(observations.byHeading()).doesNotContainKey("== a mount leaked");
    return Comparison.of(workshop.orElseThrow(), observations);
  }

  /** All cases in one boot of a machine that has nothing but cgroup v2. */
  @TestFactory
  Stream<DynamicTest> machineWithUnifiedCgroupsSeesWhatItSeesOfRunc(@TempDir Path cases) {
    return inMachine(Workshop.of(cases, Workshop.CASES, List.of()));
  }

  @TestFactory
  Stream<DynamicTest> machineWithUnifiedCgroupsSeesWhatItSeesOfRuncOfAny(@TempDir Path any) {
    return inMachine(Workshop.of(any, List.of(), GENERATED));
  }

  private static Stream<DynamicTest> inMachine(Workshop seen) {
    Path machine = machine();
    assumeTrue(
        Files.exists(machine) && Files.exists(cache().resolve("initrd")),
        () -> "needs " + machine + ", set up by its option --setup; set CDLC_SHARED");
    return Comparison.of(seen, Observations.by(seen, 20, machine.toString(), "--", "sh", "all.sh"));
  }

  private static Path machine() {
    String shared =
        Optional.ofNullable(System.getProperty("cdlc.shared"))
            .or(() -> Optional.ofNullable(System.getenv("CDLC_SHARED")))
            .orElse("../../shared");
    return Path.of(shared, "vm", "run").toAbsolutePath().normalize();
  }

  private static Path cache() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("cdl-vm");
  }
}
