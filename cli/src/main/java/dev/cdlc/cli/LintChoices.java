package dev.cdlc.cli;

import dev.cdlc.compiler.check.Suggestion;
import dev.cdlc.compiler.lint.Assume;
import dev.cdlc.compiler.lint.Level;
import dev.cdlc.compiler.lint.LintSettings;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What a command line says of how containers are looked over.
 *
 * @param assumed words such as {@code cgroup=v2}, each of which says something
 */
record LintChoices(Optional<Level> level, List<String> assumed) {
  private static final String LEVEL = "--level";
  private static final String ASSUME = "--assume";

  LintChoices {
    assumed = List.copyOf(assumed);
  }

  /** Adds the options to a command. */
  static CommandSpec addTo(CommandSpec spec) {
    return spec.addOption(
            Shape.value(
                LEVEL,
                "LEVEL",
                "How much is asked of containers: privileged, baseline (the default), restricted."))
        .addOption(
            OptionSpec.builder(ASSUME)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .splitRegex(",")
                .paramLabel("FACT")
                .description(
                    "Take for known of where containers run: cgroup=v1|v2|hybrid, kernel=5.10,"
                        + " rootless, runtime=runc@1.1|crun@1.8, spec=1.0; may be given again, or"
                        + " with commas between.")
                .build());
  }

  static LintChoices of(ParseResult arguments) throws CommandException {
    List<String> assumed = arguments.matchedOptionValue(ASSUME, List.of());
    assume(Assume.NOTHING, assumed);
    return new LintChoices(level(arguments), assumed);
  }

  private static Optional<Level> level(ParseResult arguments) throws CommandException {
    String word = arguments.matchedOptionValue(LEVEL, (String) null);
    if (word == null) {
      return Optional.empty();
    }
    Optional<Level> level = Level.of(word);
    if (level.isEmpty()) {
      throw new CommandException(
          "unknown level '%s'".formatted(word),
          Suggestion.nearest(word, Level.WORDS)
              .map(near -> "did you mean '%s'?".formatted(near.word()))
              .orElse("known are " + String.join(", ", Level.WORDS)));
    }
    return level;
  }

  private static Assume assume(Assume first, List<String> words) throws CommandException {
    Assume assume = first;
    for (String word : words) {
      assume =
          switch (assume.with(word)) {
            case Assume.Reading.Known(Assume known) -> known;
            case Assume.Reading.Wrong(String message, String help) ->
                throw new CommandException(ASSUME + ": " + message, help);
          };
    }
    return assume;
  }

  /** What the project says, and over it what the command line does. */
  LintSettings over(LintSettings project) throws CommandException {
    LintSettings settings = level.map(project::withLevel).orElse(project);
    return settings.withAssume(assume(settings.assume(), assumed));
  }
}
