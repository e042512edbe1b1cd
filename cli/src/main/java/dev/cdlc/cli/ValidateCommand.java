package dev.cdlc.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc validate}: tells what is wrong in files and folders; needs nothing of the host. */
final class ValidateCommand implements Command {
  private static final String FIX = "--fix";

  @Override
  public String name() {
    return "validate";
  }

  @Override
  public CommandSpec spec() {
    return Choices.addTo(
        Shape.command(
                name(),
                List.of(
                    "Checks .cdl files and tells what is wrong in them.",
                    "",
                    "Exits with 0 if there is no error, 1 if there is one, 2 if a file cannot be read."
                        + " Needs no root, no network and nothing of this host. With --fix, symbolic"
                        + " links in folders are passed over."),
                "validate [--fix] [--set NAME=VALUE]... [--variant NAME] [PATH...]",
                "cdlc validate web.cdl",
                "cdlc validate --fix ./containers",
                "cdlc validate - < web.cdl")
            .addPositional(
                Shape.words(
                    "PATH",
                    "A file, a folder that has .cdl files in it or below, or - for standard input; this"
                        + " folder if there is none."))
            .addOption(
                Shape.flag(
                    FIX,
                    "Apply the fixes of what is found to the files, and tell what is left; standard input is"
                        + " printed with them.")));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    boolean fix = arguments.hasMatchedOption(FIX);
    return new Validation(fix, Choices.of(arguments), Color.palette(arguments, console), console)
        .of(Words.of(arguments).words());
  }
}
