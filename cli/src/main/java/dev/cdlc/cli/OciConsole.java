package dev.cdlc.cli;

import dev.cdlc.plan.SupervisorAction.ConnectConsole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Who gets the other end of a terminal that no supervisor relays. */
final class OciConsole {
  private static final String SOCKET = "--console-socket";

  private OciConsole() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Shape.value(
            SOCKET, "SOCKET", "Send the terminal's master to who listens at this AF_UNIX socket."));
  }

  /**
   * The absolute path of the socket.
   *
   * @param needed whether there is a terminal, and nobody else to take it
   */
  static Optional<String> socket(ParseResult arguments, boolean needed) throws CommandException {
    Optional<String> said = Optional.ofNullable(arguments.matchedOptionValue(SOCKET, null));
    if (needed && said.isEmpty()) {
      throw new CommandException(
          "the process has a terminal, and nobody takes its other end",
          "name a socket with %s, or set `process.terminal` to false".formatted(SOCKET));
    }
    if (!needed && said.isPresent()) {
      throw new CommandException(
          SOCKET + " is for a terminal that is left to others, and there is none",
          "set `process.terminal`, and with exec give --tty and --detach");
    }
    return said.isEmpty() ? said : Optional.of(absolute(said.get()));
  }

  private static String absolute(String socket) throws CommandException {
    String path = Path.of(socket).toAbsolutePath().normalize().toString();
    if (path.getBytes(StandardCharsets.UTF_8).length > ConnectConsole.LONGEST) {
      throw new CommandException(
          "the path of a socket has %d bytes at most: %s".formatted(ConnectConsole.LONGEST, path));
    }
    return path;
  }
}
