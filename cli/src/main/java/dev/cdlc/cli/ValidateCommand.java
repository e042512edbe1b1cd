package dev.cdlc.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc validate}: tells what is wrong in files and folders; needs nothing of the host. */
final class ValidateCommand implements Command {
  private static final List<String> THIS_FOLDER = List.of(".");

  @Override
  public String name() {
    return "validate";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Checks .cdl files and tells what is wrong in them.",
                "",
                "Exits with 0 if there is no error, 1 if there is one, 2 if a file cannot be read."
                    + " Needs no root, no network and nothing of this host."),
            "validate [PATH...]",
            "cdlc validate web.cdl",
            "cdlc validate ./containers",
            "cdlc validate - < web.cdl")
        .addPositional(
            Shape.words(
                "PATH",
                "A file, a folder that has .cdl files in it or below, or - for standard input; this"
                    + " folder if there is none."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    var validation = new Validation(Color.palette(arguments, console), console);
    List<String> words = Words.of(arguments).words();
    (words.isEmpty() ? THIS_FOLDER : words).forEach(validation::add);
    return validation.conclude();
  }
}
