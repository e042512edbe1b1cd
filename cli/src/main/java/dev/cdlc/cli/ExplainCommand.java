package dev.cdlc.cli;

import dev.cdlc.compiler.check.Suggestion;
import dev.cdlc.compiler.explain.Explain;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc explain}: the reference, offline. */
final class ExplainCommand implements Command {
  @Override
  public String name() {
    return "explain";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Explains a word of the language or the code of a message; lists them, without a topic.",
                "Topics are statements, types of values, capabilities, built-in profiles, system calls"
                    + " and groups of them, and codes."),
            "explain [TOPIC]",
            "cdlc explain CDL1001",
            "cdlc explain cap drop",
            "cdlc explain type bytes",
            "cdlc explain SYS_TIME",
            "cdlc explain syscalls mounts",
            "cdlc explain profile hardened")
        .addPositional(
            Shape.words(
                "TOPIC",
                "A name, or one of the words statement, type, capability, profile, syscalls, syscall"
                    + " and code, alone or before a name.",
                () -> Explain.topics().iterator()));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    List<String> words = Words.of(arguments).words();
    console.out().print(words.isEmpty() ? Explain.index() : page(String.join(" ", words)));
    return Outcome.DONE;
  }

  private static String page(String topic) throws CommandException {
    return Explain.page(topic).orElseThrow(() -> unknown(topic));
  }

  private static CommandException unknown(String topic) {
    return new CommandException(
        "there is no page on '%s'".formatted(topic),
        Suggestion.nearest(topic, Explain.topics())
            .map(near -> "did you mean '%s'?".formatted(near.word()))
            .orElse("'cdlc explain' lists what there is"));
  }
}
