package dev.cdlc.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The launchers, which the compiler itself writes: it generates code. */
final class Launcher {
  private static final String MAIN_CLASS = "dev.cdlc.cli.LaunchFile";

  private Launcher() {}

  /** Writes them for this build, which is known by the digest of its jars. */
  static void write(Layout layout) throws IOException, InterruptedException {
    Command.run(
        new ProcessBuilder(
            layout.java().toString(),
            "-cp",
            layout.jar().toString(),
            MAIN_CLASS,
            digest(List.of(layout.jar(), layout.classes())),
            layout.launcher().toString(),
            layout.ociLauncher().toString()));
  }

  private static String digest(List<Path> files) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
