package dev.cdlc.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command: what it looks like on the command line, and what it does. */
interface Command {
  String name();

  /** Options, arguments and help. */
  CommandSpec spec();

  /** The shapes of what it has below it, each with the whole name, as {@code oci create}. */
  default List<CommandSpec> verbs() {
    return List.of();
  }

  Outcome run(ParseResult arguments, Console console) throws CommandException;

  default int exitStatus(Outcome outcome) {
    return outcome.status();
  }
}
