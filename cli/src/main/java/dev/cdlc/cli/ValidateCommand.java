package dev.cdlc.cli;

import dev.cdlc.compiler.lint.LintSettings;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc validate}: tells what is wrong in files and folders; needs nothing of the host. */
final class ValidateCommand implements Command {
  private static final String FIX = "--fix";
  private static final String STDIN_FILENAME = "--stdin-filename";

  @Override
  public String name() {
    return "validate";
  }

  @Override
  public CommandSpec spec() {
    return LintChoices.addTo(
        Choices.addTo(
            Shape.command(
                    name(),
                    List.of(
                        "Checks .cdl files and tells what is wrong, or unwise, in them.",
                        "",
                        "Exits with 0 if there is no error, 1 if there is one, 2 if a file cannot be read"
                            + " or an output cannot be written."
                            + " Needs no root, no network and nothing of this host. With --fix, symbolic"
                            + " links in folders are passed over."),
                    "validate [--level LEVEL] [--assume FACT]... [--fix] [--output FORMAT[=FILE]]..."
                        + " [--set NAME=VALUE]... [--variant NAME] [PATH...]",
                    "cdlc validate web.cdl",
                    "cdlc validate --level restricted --assume cgroup=v2,kernel=6.1 ./containers",
                    "cdlc validate --fix ./containers",
                    "cdlc validate --output sarif=report.sarif --output text ./containers",
                    "cdlc validate - < web.cdl")
                .addPositional(
                    Shape.words(
                        "PATH",
                        "A file, a folder that has .cdl files in it or below, or - for standard input; this"
                            + " folder if there is none."))
                .addOption(Outputs.option())
                .addOption(
                    Shape.value(
                        STDIN_FILENAME,
                        "PATH",
                        "The file that standard input is taken for: findings name it, and paths start in its folder."))
                .addOption(
                    Shape.flag(
                        FIX,
                        "Apply the fixes of what is found to the files, and tell what is left; standard input is"
                            + " printed with them."))));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    boolean fix = arguments.hasMatchedOption(FIX);
    Outputs outputs = Outputs.of(arguments);
    List<String> words = Words.of(arguments).words();
    if (fix && words.contains("-") && outputs.takeStandardOutput()) {
      throw new CommandException(
          "--fix prints standard input, and so no other output can go there",
          "write it to a file: --output FORMAT=FILE");
    }
    return new Validation(
            fix,
            Choices.of(arguments),
            LintChoices.of(arguments).over(LintSettings.DEFAULT),
            outputs,
            Optional.ofNullable(arguments.matchedOptionValue(STDIN_FILENAME, (String) null)),
            Color.palette(arguments, console),
            console)
        .of(words);
  }
}
