package dev.cdlc.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs of the host that tests call. */
final class HostPrograms {
  private HostPrograms() {}

  /** Skips the caller's test where one is missing. */
  static void assume(String program) {
    assumeTrue(
        Stream.of("/usr/bin", "/bin")
            .map(folder -> Path.of(folder, program))
            .anyMatch(Files::isExecutable),
        () ->
            "needs %s: apt install %s".formatted(program, program.replaceFirst("^man$", "man-db")));
  }
}
