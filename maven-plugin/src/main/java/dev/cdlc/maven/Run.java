package dev.cdlc.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * What one run of cdlc came to.
 *
 * @param status the exit status: 0 for success, 1 for findings, 2 for a wrong command line or a
 *     file that cannot be read or written, 3 for a bug in cdlc
 */
record Run(int status, List<String> out, List<String> err) {
  private static final String MAIN = "dev.cdlc.cli.Main";

  /** Variables that add options to a JVM, and lines to what it prints. */
  private static final List<String> OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  Run {
    out = List.copyOf(out);
    err = List.copyOf(err);
  }

  /**
   * Runs cdlc and waits for it.
   *
   * @param classPath its jar, and those that it needs
   * @param folder where relative paths of the command line start
   */
  static Run of(Jdk jdk, List<Path> classPath, Path folder, CommandLine command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(words(jdk, classPath, command)).directory(folder.toFile());
    builder.environment().keySet().removeAll(OPTION_VARIABLES);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      CompletableFuture<List<String>> err =
          CompletableFuture.supplyAsync(() -> lines(process.getErrorStream()));
      List<String> out = lines(process.getInputStream());
      return new Run(process.waitFor(), out, err.join());
    } finally {
      process.destroy();
    }
  }

  private static List<String> words(Jdk jdk, List<Path> classPath, CommandLine command) {
    var words = new ArrayList<String>();
    words.add(jdk.java().toString());
    words.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
            MAIN));
    words.addAll(command.words());
    return words;
  }

  private static List<String> lines(InputStream stream) {
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
