package dev.cdlc.cli;

import dev.cdlc.compiler.diff.Change;
import dev.cdlc.compiler.diff.Diff;
import dev.cdlc.compiler.diff.DiffFormats;
import dev.cdlc.compiler.diff.DiffFormats.Form;
import dev.cdlc.compiler.diff.Effect;
import dev.cdlc.compiler.input.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc diff}: what changes for containers, and whether it lets them do more. */
final class DiffCommand implements Command {
  private static final String OUTPUT = "--output";
  private static final String FAIL_ON = "--fail-on";

  @Override
  public String name() {
    return "diff";
  }

  @Override
  public CommandSpec spec() {
    return Choices.addTo(
        Shape.command(
                name(),
                List.of(
                    "Tells what changes for containers between two versions of their sources.",
                    "",
                    "Each change widens what a container may do, narrows it, or is neutral. What cannot"
                        + " be compared, as another AppArmor profile, is taken to widen.",
                    "",
                    "Exits with 0; with 1 if there is a change that --fail-on names, or an error in a"
                        + " source; with 2 if a file cannot be read."),
                "diff [--fail-on EFFECT] [--output FORMAT[=FILE]] [--set NAME=VALUE]... OLD NEW",
                "cdlc diff old.cdl new.cdl",
                "cdlc diff --fail-on widens --output markdown origin/main:containers ./containers")
            .addPositional(
                Shape.words(
                    "OLD NEW",
                    "Files, folders, or REV:PATH for what git has at a revision, from the top of the"
                        + " repository; from this folder if PATH begins with ./"))
            .addOption(
                Shape.choice(
                    FAIL_ON,
                    "EFFECT",
                    "Exit with 1 for such a change: %s.".formatted(words(effects())),
                    effects()))
            .addOption(
                Shape.choice(
                    OUTPUT,
                    "FORMAT[=FILE]",
                    "Print %s, or write it to a file.".formatted(words(DiffFormats.names())),
                    DiffFormats.names())));
  }

  private static List<String> effects() {
    return Arrays.stream(Effect.values()).map(Effect::word).toList();
  }

  /** As in {@code a, b or c}. */
  private static String words(List<String> names) {
    return names.stream()
        .limit(names.size() - 1L)
        .collect(Collectors.joining(", ", "", " or " + names.getLast()));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    List<String> words = Words.of(arguments).words();
    if (words.size() != 2) {
      throw new CommandException("diff compares two versions", "write cdlc diff OLD NEW");
    }
    Optional<Effect> failing = failing(arguments);
    String[] output = arguments.matchedOptionValue(OUTPUT, "text").split("=", 2);
    Form form =
        DiffFormats.named(output[0])
            .orElseThrow(
                () ->
                    new CommandException(
                        "%s takes %s, not '%s'"
                            .formatted(OUTPUT, words(DiffFormats.names()), output[0])));
    var before = Side.of(words.getFirst(), console);
    var after = Side.of(words.getLast(), console);
    Settings settings = Choices.of(arguments).with(Settings.Values.DISPENSABLE);
    var faultsBefore = new Findings(Color.palette(arguments, console));
    var faultsAfter = new Findings(Color.palette(arguments, console));
    var old = before.containers(settings, faultsBefore);
    var now = after.containers(settings, faultsAfter);
    if (faultsBefore.hasErrors() || faultsAfter.hasErrors()) {
      faultsBefore.tell(console);
      faultsAfter.tell(console);
      return Outcome.FINDINGS;
    }
    List<Change> changes = Diff.between(old, now);
    write(form.of(changes), output, console);
    boolean fails =
        changes.stream().anyMatch(change -> failing.equals(Optional.of(change.effect())));
    return fails ? Outcome.FINDINGS : Outcome.DONE;
  }

  private static void write(String text, String[] output, Console console) throws CommandException {
    if (output.length == 1) {
      console.out().print(text);
    } else {
      OutputFile.write(Path.of(output[1]), text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Optional<Effect> failing(ParseResult arguments) throws CommandException {
    String word = arguments.matchedOptionValue(FAIL_ON, "");
    Optional<Effect> effect =
        Arrays.stream(Effect.values()).filter(one -> one.word().equals(word)).findFirst();
    if (effect.isEmpty() && arguments.hasMatchedOption(FAIL_ON)) {
      throw new CommandException(
          "%s takes %s, not '%s'".formatted(FAIL_ON, words(effects()), word));
    }
    return effect;
  }
}
