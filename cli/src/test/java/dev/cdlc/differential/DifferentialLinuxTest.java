package dev.cdlc.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cdlc.differential.Observation.Difference;
import dev.cdlc.differential.Observation.Side;
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
  @TempDir private static Path folder;
  private static Optional<Workshop> workshop = Optional.empty();

  @BeforeAll
  static void compileCases() {
    assumeTrue("amd64".equals(System.getProperty("os.arch")), "runs x86-64 executables");
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root: sudo mvn verify");
    assumeTrue(Files.exists(Path.of("/usr/sbin/runc")), "needs the Debian package runc");
    workshop = Optional.of(new Workshop(folder));
  }

  @TestFactory
  Stream<DynamicTest> hostSeesWhatItSeesOfRunc() {
    return compared(Observations.by(workshop.orElseThrow(), 10, "sh", "all.sh"));
  }

  /** All cases in one boot of a machine that has nothing but cgroup v2. */
  @TestFactory
  Stream<DynamicTest> machineWithUnifiedCgroupsSeesWhatItSeesOfRunc() {
    Path machine = machine();
    assumeTrue(
        Files.exists(machine) && Files.exists(cache().resolve("initrd")),
        () -> "needs " + machine + ", set up by its option --setup; set CDLC_SHARED");
    return compared(
        Observations.by(workshop.orElseThrow(), 20, machine.toString(), "--", "sh", "all.sh"));
  }

  private static Stream<DynamicTest> compared(Observations observations) {
    Accepted accepted = Accepted.read();
    return Workshop.CASES.stream()
        .map(name -> dynamicTest(name, () -> compare(name, observations, accepted)));
  }

  private static void compare(String name, Observations observations, Accepted accepted) {
    Observation executable = observations.of(name, Side.EXECUTABLE);
    assertThat(executable.facts()).endsWith("ended with 7");
    List<Difference> differences = executable.differences(observations.of(name, Side.RUNC));
    assertThat(differences).allMatch(accepted::holds);
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
