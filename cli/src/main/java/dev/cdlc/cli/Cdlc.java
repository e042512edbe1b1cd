package dev.cdlc.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program: chooses the command that the arguments name, runs it, decides the exit status. */
final class Cdlc {
  /** The variable that, set, adds the stack trace to the report of a bug. */
  private static final String DEBUG = "CDLC_DEBUG";

  private final List<Command> commands;
  private final Console console;

  Cdlc(Console console) {
    this(
        List.of(
            new ValidateCommand(),
            new RunCommand(),
            new CompileCommand(),
            new PlanCommand(),
            new BuildCommand(),
            new InspectCommand(),
            new ExplainCommand()),
        console);
  }

  Cdlc(List<Command> commands, Console console) {
    this.commands = List.copyOf(commands);
    this.console = console;
  }

  /** Returns the exit status. */
  int run(String... arguments) {
    try {
      return run(commandLine().parseArgs(arguments));
    } catch (ParameterException e) {
      console.complain(UsageFault.of(e));
      return exitStatus(e.getCommandLine(), Outcome.USAGE);
    }
  }

  private int run(ParseResult parsed) {
    ParseResult innermost = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    CommandLine line = innermost.commandSpec().commandLine();
    if (parsed.isVersionHelpRequested()) {
      console.out().println("cdlc " + Version.CDLC);
      return Outcome.DONE.status();
    }
    if (innermost.isUsageHelpRequested()) {
      line.usage(console.out(), Ansi.OFF);
      return Outcome.DONE.status();
    }
    Optional<Command> command = named(line.getCommandName());
    if (command.isEmpty()) {
      line.usage(console.err(), Ansi.OFF);
      return Outcome.USAGE.status();
    }
    return command.get().exitStatus(outcome(command.get(), innermost));
  }

  private Outcome outcome(Command command, ParseResult arguments) {
    try {
      return command.run(arguments, console);
    } catch (CommandException e) {
      console.complain(e);
      return Outcome.USAGE;
    } catch (RuntimeException | Error e) {
      report(e);
      return Outcome.FAULT;
    }
  }

  private int exitStatus(CommandLine line, Outcome outcome) {
    return named(line.getCommandName())
        .map(command -> command.exitStatus(outcome))
        .orElse(outcome.status());
  }

  private void report(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    console
        .err()
        .printf(
            "cdlc: internal fault, a bug in cdlc %s: %s%s; please report it with your file and what"
                + " %s=1 adds to this line%n",
            Version.CDLC, fault, trace.length == 0 ? "" : " at " + trace[0], DEBUG);
    if (console.environment().containsKey(DEBUG)) {
      fault.printStackTrace(console.err());
    }
  }

  private Optional<Command> named(String name) {
    return commands.stream().filter(command -> command.name().equals(name)).findFirst();
  }

  private CommandLine commandLine() {
    CommandSpec top =
        Shape.command(
            "cdlc",
            List.of("Checks Linux containers that are written in CDL, compiles and runs them."),
            "COMMAND ...",
            "cdlc run examples/hello.cdl",
            "cdlc validate --help");
    top.addOption(version());
    commands.forEach(command -> top.addSubcommand(command.name(), command.spec()));
    return new CommandLine(top).setExpandAtFiles(false).setUsageHelpLongOptionsMaxWidth(24);
  }

  private static OptionSpec version() {
    return OptionSpec.builder("-V", "--version")
        .versionHelp(true)
        .type(boolean.class)
        .description("Print the version and exit.")
        .build();
  }
}
