package dev.cdlc.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What one command line, run in this process, printed and exited with. */
record Invocation(int status, String out, String err) {
  static Invocation of(String... arguments) {
    return of(Map.of(), "", arguments);
  }

  static Invocation of(Map<String, String> environment, String in, String... arguments) {
    return of(environment, in, false, arguments);
  }

  static Invocation onTerminal(Map<String, String> environment, String... arguments) {
    return of(environment, "", true, arguments);
  }

  private static Invocation of(
      Map<String, String> environment, String in, boolean terminal, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console =
        new Console(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            terminal);
    int status = new Cdlc(console).run(arguments);
    return new Invocation(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
