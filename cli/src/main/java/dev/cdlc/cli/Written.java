package dev.cdlc.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Where a command writes what the launcher is to execute when this JVM has ended. */
final class Written {
  /** The variable in which the launcher names the file to write the executable to. */
  private static final String EXECUTABLE = "CDLC_EXECUTABLE";

  private Written() {}

  static Path executable(String command, Console console) throws CommandException {
    return Optional.ofNullable(console.environment().get(EXECUTABLE))
        .map(Path::of)
        .orElseThrow(
            () ->
                new CommandException(
                    command + " works only when it is started by the script bin/cdlc"));
  }
}
