package dev.cdlc.cli;

import dev.cdlc.compiler.check.Suggestion;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.lint.Assume;
import dev.cdlc.compiler.lint.LintSettings;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.registry.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What a command line says of how containers are looked over.
 *
 * @param assumed words such as {@code cgroup=v2}, each of which says something
 * @param failOn the least grave finding that makes the command fail
 */
record LintChoices(Optional<Level> level, List<String> assumed, Optional<Severity> failOn) {
  private static final String LEVEL = "--level";
  private static final String ASSUME = "--assume";
  private static final String FAIL_ON = "--fail-on";
  private static final List<String> SEVERITIES = ValueType.LINT_SEVERITY.words();

  LintChoices {
    assumed = List.copyOf(assumed);
  }

  /** Adds the options to a command. */
  static CommandSpec addTo(CommandSpec spec) {
    return spec.addOption(
            Shape.choice(
                LEVEL,
                "LEVEL",
                "How much is asked of containers: privileged, baseline (the default), restricted.",
                Level.WORDS))
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
                .build())
        .addOption(
            Shape.choice(
                FAIL_ON,
                "SEVERITY",
                "Exit with 1 if a finding is that grave or graver: error (the default), warning,"
                    + " info, style.",
                SEVERITIES));
  }

  /** What is known otherwise; the command line wins over it. */
  LintChoices assuming(List<String> known) {
    return new LintChoices(level, Stream.concat(known.stream(), assumed.stream()).toList(), failOn);
  }

  static LintChoices of(ParseResult arguments) throws CommandException {
    List<String> assumed = arguments.matchedOptionValue(ASSUME, List.of());
    assume(Assume.NOTHING, assumed);
    return new LintChoices(level(arguments), assumed, failOn(arguments));
  }

  private static Optional<Level> level(ParseResult arguments) throws CommandException {
    String word = arguments.matchedOptionValue(LEVEL, (String) null);
    if (word == null) {
      return Optional.empty();
    }
    Optional<Level> level = Level.of(word);
    if (level.isEmpty()) {
      throw unknown("level", word, Level.WORDS);
    }
    return level;
  }

  private static Optional<Severity> failOn(ParseResult arguments) throws CommandException {
    String word = arguments.matchedOptionValue(FAIL_ON, (String) null);
    if (word == null) {
      return Optional.empty();
    }
    Optional<Severity> severity =
        Arrays.stream(Severity.values())
            .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst();
    if (severity.isEmpty()) {
      throw unknown("severity", word, SEVERITIES);
    }
    return severity;
  }

  private static CommandException unknown(String kind, String word, List<String> known) {
    return new CommandException(
        "unknown %s '%s'".formatted(kind, word),
        Suggestion.nearest(word, known)
            .map(near -> "did you mean '%s'?".formatted(near.word()))
            .orElse("known are " + String.join(", ", known)));
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

  /** Whether findings make the command fail, where the project has a say too. */
  boolean fail(List<Diagnostic> found, Optional<Severity> project) {
    Severity least = failOn.or(() -> project).orElse(Severity.ERROR);
    return found.stream().anyMatch(one -> one.severity().compareTo(least) <= 0);
  }

  /** What the project says, and over it what the command line does. */
  LintSettings over(LintSettings project) throws CommandException {
    LintSettings settings = level.map(project::withLevel).orElse(project);
    return settings.withAssume(assume(settings.assume(), assumed));
  }
}
