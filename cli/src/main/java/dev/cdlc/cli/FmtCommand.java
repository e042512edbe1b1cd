package dev.cdlc.cli;

import dev.cdlc.cli.Walk.Links;
import dev.cdlc.cli.Walk.Sought;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc fmt}: brings sources into their canonical form. */
final class FmtCommand implements Command {
  private static final String CHECK = "--check";
  private static final String DIFF = "--diff";

  @Override
  public String name() {
    return "fmt";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Brings .cdl and .cdltest files into their canonical form.",
                "",
                "Rewrites those that differ from it, and prints their names; standard input is"
                    + " printed. Comments, order and meaning stay. A file that does not parse is"
                    + " left as it is, and the exit status is 1; it is 2 if a file cannot be read"
                    + " or written."),
            "fmt [--check] [--diff] [--no-ignore] [PATH...]",
            "cdlc fmt web.cdl",
            "cdlc fmt --check .",
            "cdlc fmt - < web.cdl")
        .addPositional(
            Shape.words(
                "PATH",
                "A file, a folder that has such files in it or below, a quoted glob such as 'web/**/*.cdl',"
                    + " or - for standard input; this folder if there is none. In folders, symbolic links"
                    + " and what .gitignore files name are passed over."))
        .addOption(Walk.option())
        .addOption(
            Shape.flag(
                CHECK,
                "Write nothing; print the names of files that would change, and exit with 1"
                    + " if there are any."))
        .addOption(
            Shape.flag(
                DIFF,
                "Write nothing; print what would change, and exit with 1 if it is anything."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    return new Formatting(
            mode(arguments),
            Walk.of(arguments, Links.PASSED_OVER).searchingFor(Sought.BOTH),
            Color.palette(arguments, console),
            console)
        .of(Words.of(arguments).words());
  }

  /** With both options the differences are printed: they name their files. */
  private static Formatting.Mode mode(ParseResult arguments) {
    if (arguments.hasMatchedOption(DIFF)) {
      return Formatting.Mode.DIFF;
    }
    return arguments.hasMatchedOption(CHECK) ? Formatting.Mode.CHECK : Formatting.Mode.WRITE;
  }
}
