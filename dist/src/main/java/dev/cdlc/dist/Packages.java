package dev.cdlc.dist;

import java.nio.file.Path;

/**
 * The files that users download.
 *
 * @param folder where they lie
 * @param version of cdlc, as Maven has it
 */
record Packages(Path folder, String version) {
  /** For any Linux with a C library of GNU: the distribution's folder. */
  Path archive() {
    String machine = onArm() ? "aarch64" : "x86_64";
    return folder.resolve("cdlc-%s-linux-%s.tar.gz".formatted(version, machine));
  }

  /** For Debian and what comes of it. */
  Path debian() {
    return folder.resolve("cdlc_%s_%s.deb".formatted(debianVersion(), debianArchitecture()));
  }

  /** So that a version comes after its snapshots. */
  String debianVersion() {
    return version.replace("-", "~") + "-1";
  }

  String debianArchitecture() {
    return onArm() ? "arm64" : "amd64";
  }

  /** The image that jlink links is for the machine that it runs on. */
  private static boolean onArm() {
    return System.getProperty("os.arch").equals("aarch64");
  }
}
