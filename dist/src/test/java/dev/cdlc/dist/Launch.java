package dev.cdlc.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What a command of the distribution did: its exit status and what it wrote to each stream, but for
 * the notes on what another run on this host had left and this command removed.
 */
record Launch(int status, String out, String err) {
  private static final int TIMEOUT_SECONDS = 60;

  private static final Pattern NOTE =
      Pattern.compile("(?m)^cdlc: note: removed what was left of the container '.*\n");

  /** Runs a command with {@code environment} added to this process's own and {@code input}. */
  static Launch of(List<String> command, Map<String, String> environment, String input)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("cdlc-launch");
    try {
      Path in = Files.writeString(folder.resolve("in"), input);
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      var builder =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " did not end");
      }
      return new Launch(
          process.exitValue(),
          Files.readString(out, UTF_8),
          NOTE.matcher(Files.readString(err, UTF_8)).replaceAll(""));
    } finally {
      Folders.delete(folder);
    }
  }

  static Launch of(List<String> command) throws IOException, InterruptedException {
    return of(command, Map.of(), "");
  }
}
