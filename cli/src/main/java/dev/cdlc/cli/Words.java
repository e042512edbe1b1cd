package dev.cdlc.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** The words of a command line that are no options, by their place: FILE, then NAME. */
record Words(String command, List<String> words) {
  Words {
    words = List.copyOf(words);
  }

  static Words of(ParseResult arguments) {
    return new Words(arguments.commandSpec().name(), all(arguments));
  }

  /** Only those before {@code --}: what follows it is not for cdlc. */
  static Words beforeDelimiter(ParseResult arguments) {
    List<String> given = arguments.originalArgs();
    int delimiter = given.indexOf("--");
    int after = delimiter < 0 ? 0 : given.size() - delimiter - 1;
    List<String> all = all(arguments);
    return new Words(arguments.commandSpec().name(), all.subList(0, all.size() - after));
  }

  /** The only word there may be. */
  String only(String label) throws CommandException {
    refuseAfter(1);
    return first(label);
  }

  /** The first word, which chooses among what a command does. */
  String kind(String label) throws CommandException {
    return first(label);
  }

  /** Those behind the first. */
  Words afterKind() {
    return new Words(command, words.subList(1, words.size()));
  }

  String file() throws CommandException {
    return first("FILE");
  }

  /** Of a container, where the file has several. */
  Optional<String> name() throws CommandException {
    refuseAfter(2);
    return words.stream().skip(1).findFirst();
  }

  /** The first of words that may be any number. */
  String first(String label) throws CommandException {
    if (words.isEmpty()) {
      throw new CommandException(
          "%s: no %s is given".formatted(command, label),
          "try 'cdlc %s --help'".formatted(command));
    }
    return words.getFirst();
  }

  private void refuseAfter(int count) throws CommandException {
    if (words.size() > count) {
      throw new CommandException(
          "%s does not take the argument '%s'".formatted(command, words.get(count)),
          "try 'cdlc %s --help'".formatted(command));
    }
  }

  /** All stand in one positional parameter; see {@link Shape#words}. */
  private static List<String> all(ParseResult arguments) {
    return arguments.hasMatchedPositional(0)
        ? arguments.matchedPositional(0).stringValues()
        : List.of();
  }
}
