package dev.cdlc.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * What one command line, run in this process, printed and exited with. The host stays untouched.
 */
public record Invocation(int status, String out, String err) {
  private static final Tidying NOTHING_LEFT = _ -> {};

  public static Invocation of(String... arguments) {
    return of(Map.of(), "", arguments);
  }

  static Invocation of(Map<String, String> environment, String in, String... arguments) {
    return of(environment, in, false, console -> new Cdlc(NOTHING_LEFT, console).run(arguments));
  }

  static Invocation onTerminal(Map<String, String> environment, String... arguments) {
    return of(environment, "", true, console -> new Cdlc(NOTHING_LEFT, console).run(arguments));
  }

  static Invocation of(Tidying tidying, String... arguments) {
    return of(Map.of(), "", false, console -> new Cdlc(tidying, console).run(arguments));
  }

  /** A program that has only this command, which runs. */
  static Invocation of(Command command, Map<String, String> environment, String... arguments) {
    return answering("", command, environment, arguments);
  }

  /** The same, by somebody who types {@code in}. */
  static Invocation answering(
      String in, Command command, Map<String, String> environment, String... arguments) {
    String[] words =
        Stream.concat(Stream.of(command.name()), Stream.of(arguments)).toArray(String[]::new);
    return of(
        environment,
        in,
        false,
        console -> new Cdlc(List.of(command), NOTHING_LEFT, console).run(words));
  }

  private static Invocation of(
      Map<String, String> environment,
      String in,
      boolean terminal,
      ToIntFunction<Console> program) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console =
        new Console(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            terminal);
    int status = program.applyAsInt(console);
    return new Invocation(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
