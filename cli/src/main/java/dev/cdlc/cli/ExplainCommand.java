package dev.cdlc.cli;

import dev.cdlc.compiler.check.Suggestion;
import dev.cdlc.compiler.explain.Explain;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc explain}: the reference, offline. */
final class ExplainCommand implements Command {
  private static final int COLUMNS = 5;

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of("Explains a statement or the code of a message; lists them, without either."),
            "explain [CODE|STATEMENT]",
            "cdlc explain CDL1001",
            "cdlc explain cap drop")
        .addPositional(
            Shape.words(
                "CODE|STATEMENT", "A code that a message shows, or a statement by its name."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    List<String> words = Words.of(arguments).words();
    console.out().print(words.isEmpty() ? index() : page(String.join(" ", words)));
    return Outcome.DONE;
  }

  private static String page(String topic) throws CommandException {
    return Explain.page(topic).orElseThrow(() -> unknown(topic));
  }

  private static String index() {
    Predicate<String> isCode = topic -> topic.startsWith("CDL");
    return "Statements:\n%s\nCodes:\n%s".formatted(columns(isCode.negate()), columns(isCode));
  }

  private static String columns(Predicate<String> kind) {
    List<String> topics = Explain.topics().stream().filter(kind).toList();
    var text = new StringBuilder();
    for (int i = 0; i < topics.size(); i += COLUMNS) {
      List<String> row = topics.subList(i, Math.min(i + COLUMNS, topics.size()));
      String line = row.stream().map("  %-16s"::formatted).collect(Collectors.joining());
      text.append(line.stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static CommandException unknown(String topic) {
    return new CommandException(
        "there is no code and no statement '%s'".formatted(topic),
        Suggestion.nearest(topic, Explain.topics())
            .map(near -> "did you mean '%s'?".formatted(near.word()))
            .orElse("'cdlc explain' lists them"));
  }
}
