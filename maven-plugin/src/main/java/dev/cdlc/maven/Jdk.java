package dev.cdlc.maven;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * An installed Java.
 *
 * @param version of the language, as in 25; 0 where its {@code release} file does not say
 */
record Jdk(Path home, int version) {
  /** The least version that cdlc runs on. */
  static final int LEAST = 25;

  static Jdk at(Path home) {
    return new Jdk(home, version(home.resolve("release")));
  }

  /** The Java that a {@code java} belongs to, symbolic links followed. */
  static Jdk of(Path java) {
    Path real = real(java);
    Path folder = real.getParent();
    Path home = folder == null ? null : folder.getParent();
    return home == null ? new Jdk(real, 0) : at(home);
  }

  Path java() {
    return home.resolve("bin").resolve("java");
  }

  boolean runsCdlc() {
    return version >= LEAST;
  }

  /** The first that is new enough. */
  static Optional<Jdk> firstOf(List<Jdk> found) {
    return found.stream().filter(Jdk::runsCdlc).findFirst();
  }

  /** As in {@code 17 in /usr/lib/jvm/java-17, 11 in /opt/jdk}. */
  static String listed(List<Jdk> found) {
    return found.stream()
        .map(jdk -> (jdk.version == 0 ? "none" : jdk.version) + " in " + jdk.home)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath();
    }
  }

  /**
   * {@code JAVA_VERSION="25.0.1"}; those before 9 began with {@code 1.}, and are too old anyway.
   */
  private static int version(Path release) {
    var said = new Properties();
    try {
      said.load(new StringReader(Files.readString(release)));
      String version = said.getProperty("JAVA_VERSION", "").replace("\"", "");
      return Integer.parseInt(version.split("[^0-9]", 2)[0]);
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
  }
}
