package dev.cdlc.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests of the distribution have in common, those that run containers above all. */
final class Root {
  static final Path CDLC = Path.of("target/cdlc/bin/cdlc").toAbsolutePath();

  private Root() {}

  /** Skips the caller's tests where they cannot pass. */
  static void assume() throws IOException {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "needs root: sudo mvn -pl dist -am verify");
  }

  /** What this build has made for users. */
  static Packages packages() {
    return new Packages(
        Path.of(System.getProperty("dist.packages")), System.getProperty("dist.version"));
  }

  /** A source of one container with the host's tree and more statements. */
  static Path container(Path folder, String name, String statements) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".cdl"),
        "container %s < root host; %s >\n".formatted(name, statements));
  }
}
