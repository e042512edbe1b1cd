package dev.cdlc.cli;

import dev.cdlc.cli.TestRun.Untested;
import dev.cdlc.cli.Walk.Links;
import dev.cdlc.cli.Walk.Sought;
import dev.cdlc.compiler.input.Settings;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc test}: tells where policies and rules find something else than tests expect. */
final class TestCommand implements Command {
  private static final String UNTESTED = "--untested";

  @Override
  public String name() {
    return "test";
  }

  @Override
  public CommandSpec spec() {
    return LintChoices.addTo(
        Choices.addTo(
            Shape.command(
                    name(),
                    List.of(
                        "Runs .cdltest files, which say what policies and rules find in containers.",
                        "",
                        "Exits with 0 if all is as it is expected, 1 if something is not, 2 if a file cannot be"
                            + " read or there is none. The cdlc.cdl that holds for a file says which policies"
                            + " there are; its baseline is left alone."),
                    "test [--untested] [--level LEVEL] [--output FORMAT[=FILE]]... [--no-ignore]"
                        + " [--set NAME=VALUE]... [PATH...]",
                    "cdlc test",
                    "cdlc test --untested --fail-on info policies",
                    "cdlc test --output junit=report.xml 'policies/**/*.cdltest'")
                .addPositional(
                    Shape.words(
                        "PATH",
                        "A file, a folder that has .cdltest files in it or below, or a quoted glob; this folder"
                            + " if there is none. In folders, what .gitignore files name is passed over."))
                .addOption(
                    Shape.flag(
                        UNTESTED,
                        "Tell also of each policy that no container is expected to break."))
                .addOption(Walk.option())
                .addOption(Outputs.option())));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    List<String> words = Words.of(arguments).words();
    Settings settings = Choices.of(arguments).with(Settings.Values.DISPENSABLE);
    Untested untested = arguments.hasMatchedOption(UNTESTED) ? Untested.TOLD : Untested.PASSED_OVER;
    return new Validation(
            false,
            new TestRun(new FileInputs(console.environment()), settings, untested),
            Walk.of(arguments, Links.FOLLOWED).searchingFor(Sought.TESTS),
            Optional.empty(),
            settings,
            LintChoices.of(arguments),
            Optional.of(KnownFindings.none()),
            Outputs.of(arguments),
            Optional.empty(),
            Color.palette(arguments, console),
            console)
        .of(words.isEmpty() ? List.of(".") : words);
  }
}
