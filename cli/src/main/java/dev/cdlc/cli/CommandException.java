package dev.cdlc.cli;

import java.util.Optional;

/** Why a command cannot do what it was asked for: its arguments, or a file. One clause. */
final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String clause;
  private final transient Optional<String> help;

  CommandException(String clause) {
    this(clause, Optional.empty());
  }

  CommandException(String clause, String help) {
    this(clause, Optional.of(help));
  }

  private CommandException(String clause, Optional<String> help) {
    this.clause = clause;
    this.help = help;
  }

  @Override
  public String getMessage() {
    return clause;
  }

  /** What to do about it. */
  Optional<String> help() {
    return help;
  }
}
