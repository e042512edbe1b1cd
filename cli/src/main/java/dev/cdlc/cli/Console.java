package dev.cdlc.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * A command's surroundings: results go to {@code out}, all that is about them to {@code err}.
 *
 * @param terminal whether {@code err} is read by a person on a terminal
 */
record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean terminal) {
  Console {
    environment = Map.copyOf(environment);
  }

  /** Says in one line, with a help line where there is one, why a command stops. */
  void complain(CommandException problem) {
    err.println("cdlc: " + problem.getMessage());
    problem.help().ifPresent(help -> err.println("  help: " + help));
  }
}
