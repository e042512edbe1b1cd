package dev.cdlc.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/** A program that must succeed. */
final class Command {
  /** They change what a JVM does, and make it print that they do. */
  private static final List<String> JVM_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  private Command() {}

  static void run(ProcessBuilder command) throws IOException, InterruptedException {
    command.environment().keySet().removeAll(JVM_VARIABLES);
    Process process = command.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException(command.command() + " exited with " + status + ": " + output);
    }
  }
}
