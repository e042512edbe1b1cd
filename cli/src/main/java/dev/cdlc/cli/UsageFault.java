package dev.cdlc.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in cdlc's own words. */
final class UsageFault {
  private UsageFault() {}

  static CommandException of(ParameterException e) {
    CommandLine line = e.getCommandLine();
    boolean top = line.getCommandName().equals(TopCommand.NAME);
    String seeHelp =
        top ? "try 'cdlc --help'" : "try 'cdlc %s --help'".formatted(line.getCommandName());
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unknown(unmatched, top, seeHelp);
      case OverwrittenOptionException twice ->
          new CommandException(name(twice.getOverwritten()) + " is given twice", seeHelp);
      case MissingParameterException missing -> new CommandException(asked(missing), seeHelp);
      default -> new CommandException(String.valueOf(e.getMessage()), seeHelp);
    };
  }

  private static CommandException unknown(
      UnmatchedArgumentException e, boolean top, String seeHelp) {
    String word = e.getUnmatched().getFirst();
    String kind = e.isUnknownOption() ? "option" : top ? "command" : "argument";
    List<String> suggestions = e.getSuggestions();
    return new CommandException(
        "unknown %s '%s'".formatted(kind, word),
        suggestions.isEmpty() ? seeHelp : "did you mean '%s'?".formatted(suggestions.getFirst()));
  }

  private static String asked(MissingParameterException e) {
    return e.getMissing().stream()
        .findFirst()
        .map(argument -> name(argument) + " needs a value")
        .orElse(String.valueOf(e.getMessage()));
  }

  private static String name(ArgSpec argument) {
    return switch (argument) {
      case OptionSpec option -> option.longestName();
      default -> argument.paramLabel();
    };
  }
}
