package dev.cdlc.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder that programs are run in, which find this build's {@code cdlc} on their PATH. */
final class Workplace {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  private Workplace(Path folder) {
    this.folder = folder;
  }

  /** Makes the place in a folder, which is its home too, so that no setting of the user counts. */
  static Workplace in(Path folder) throws IOException {
    var place = new Workplace(Files.createDirectories(folder.resolve("work")));
    Path programs = Files.createDirectories(folder.resolve("bin"));
    place.launcher(programs.resolve("cdlc"));
    place.set("PATH", programs + ":" + System.getenv("PATH"));
    place.set("HOME", folder.toString());
    place.set("LC_ALL", "C.UTF-8");
    return place;
  }

  /** The folder of this repository that all modules lie in. */
  static Path repository() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("");
  }

  /** Skips a test where the host lacks a program of a Debian package. */
  static void needs(String program) {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
        "needs the Debian package " + program);
  }

  /** Writes a script that runs this build. */
  void launcher(Path file) throws IOException {
    Files.writeString(
        file,
        """
        #!/bin/sh
        exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' dev.cdlc.cli.Main "$@"
        """
            .formatted(JAVA, System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Path folder() {
    return folder;
  }

  /** Adds to the environment of what is run. */
  void set(String name, String value) {
    environment.put(name, value);
  }

  /** Puts a folder before those that programs are looked for in. */
  void addToPath(String programs) {
    environment.merge("PATH", programs, (old, added) -> added + ":" + old);
  }

  /** Takes this build away from the programs that are found. */
  void withoutCdlc() throws IOException {
    Files.delete(folder.resolveSibling("bin").resolve("cdlc"));
  }

  void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** What a program printed, in the order of its printing, and exited with. */
  record Ended(int status, String output) {}

  Ended run(String... command) throws IOException, InterruptedException {
    return run(folder, command);
  }

  Ended run(Path where, String... command) throws IOException, InterruptedException {
    ProcessBuilder program =
        new ProcessBuilder(List.of(command)).directory(where.toFile()).redirectErrorStream(true);
    program.environment().clear();
    program.environment().putAll(environment);
    Process process = program.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
