package dev.cdlc.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.ParseResult;

/** What a command is told by options, and what it asks for where they are silent. */
final class Answers {
  private final ParseResult arguments;
  private final Console console;
  private final boolean asks;
  private final BufferedReader typed;

  /**
   * The answers.
   *
   * @param asks whether to ask at all
   */
  Answers(ParseResult arguments, Console console, boolean asks) {
    this.arguments = arguments;
    this.console = console;
    this.asks = asks;
    this.typed = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
  }

  /**
   * What the option says; else what is typed, if anything; else what is usual.
   *
   * @throws CommandException if nobody answers
   */
  String to(String option, String question, String usual) throws CommandException {
    if (arguments.hasMatchedOption(option)) {
      return arguments.matchedOptionValue(option, usual);
    }
    return asks ? typed(question, usual) : usual;
  }

  private String typed(String question, String usual) throws CommandException {
    console.err().printf("%s? [%s] ", question, usual);
    console.err().flush();
    String answer = line();
    return answer.isBlank() ? usual : answer.strip();
  }

  private String line() throws CommandException {
    try {
      String line = typed.readLine();
      if (line == null) {
        console.err().println();
        throw new CommandException("no answer; nothing was written");
      }
      return line;
    } catch (IOException e) {
      throw new CommandException("cannot read the answer: " + SourceFile.reason(e));
    }
  }
}
