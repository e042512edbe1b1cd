package dev.cdlc.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A root folder with all commands of busybox, and an empty {@code /etc}. */
public final class BusyboxRoot {
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  private BusyboxRoot() {}

  /** Skips the running test where the host has no busybox. */
  public static Path make(Path root) throws IOException {
    assumeTrue(Files.exists(BUSYBOX), "needs the Debian package busybox-static");
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.createDirectory(root.resolve("etc"));
    Files.copy(BUSYBOX, bin.resolve("busybox"));
    for (String command : commands()) {
      if (!command.equals("busybox")) {
        Files.createSymbolicLink(bin.resolve(command), Path.of("busybox"));
      }
    }
    return root;
  }

  private static Iterable<String> commands() throws IOException {
    Process list = new ProcessBuilder(BUSYBOX.toString(), "--list").start();
    try (var output = list.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
