package dev.cdlc.cli;

import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc} without a command: what it can tell of itself and of this host. */
final class TopCommand implements Command {
  static final String NAME = "cdlc";

  private static final String VERSION = "--version";
  private static final String HOST = "--host";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of("Checks Linux containers that are written in CDL, compiles and runs them."),
            "COMMAND ...",
            "cdlc run examples/hello.cdl",
            "cdlc validate --help")
        .addOption(Shape.flag(VERSION, "Print the version."))
        .addOption(Shape.flag(HOST, "Print what a bug report should say of this host."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    if (arguments.hasMatchedOption(VERSION)) {
      console.out().println("cdlc " + Version.CDLC);
      return Outcome.DONE;
    }
    if (arguments.hasMatchedOption(HOST)) {
      console.out().print(HostReport.text());
      return Outcome.DONE;
    }
    arguments.commandSpec().commandLine().usage(console.err(), Ansi.OFF);
    return Outcome.USAGE;
  }
}
