package dev.cdlc.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command: what it looks like on the command line, and what it does. */
interface Command {
  String name();

  /** Options, arguments and help. */
  CommandSpec spec();

  Outcome run(ParseResult arguments, Console console) throws CommandException;

  default int exitStatus(Outcome outcome) {
    return outcome.status();
  }
}
