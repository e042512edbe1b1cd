package dev.cdlc.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program: chooses the command that the arguments name, tidies up after containers whose
 * supervisor was killed, runs the command, decides the exit status.
 */
final class Cdlc {
  /** The variable that, set, adds the stack trace to the report of a bug. */
  private static final String DEBUG = "CDLC_DEBUG";

  private final Command top = new TopCommand();
  private final List<Command> commands;
  private final Tidying tidying;
  private final Console console;

  Cdlc(Tidying tidying, Console console) {
    this(all(), tidying, console);
  }

  Cdlc(List<Command> commands, Tidying tidying, Console console) {
    this.commands = List.copyOf(commands);
    this.tidying = tidying;
    this.console = console;
  }

  private static List<Command> all() {
    return List.of(
        new InitCommand(Terminal::isStandardInput),
        new ValidateCommand(),
        new TestCommand(),
        new FmtCommand(),
        new RunCommand(RunFolders.OF_CALLER),
        new PsCommand(RunFolders.OF_CALLER),
        new ExecCommand(RunFolders.OF_CALLER, Terminal::isCallers),
        new StopCommand(RunFolders.OF_CALLER),
        new KillCommand(RunFolders.OF_CALLER),
        new ProcessesCommand(RunFolders.OF_CALLER),
        new StatsCommand(RunFolders.OF_CALLER),
        new CacheCommand(new CallerIds()),
        PullCommand.fromRegistries(),
        new CompileCommand(),
        new PlanCommand(),
        new BuildCommand(),
        new InspectCommand(RunFolders.OF_CALLER),
        new ImportCommand(),
        new DiffCommand(),
        new ExplainCommand(),
        new DoctorCommand(),
        new QueryCommand(),
        new OciCommand());
  }

  /** The shapes of the program, of its commands and of what these have below them. */
  static List<CommandSpec> shapes() {
    return Stream.concat(
            Stream.of(new TopCommand().spec()),
            all().stream()
                .flatMap(
                    command -> Stream.concat(Stream.of(command.spec()), command.verbs().stream())))
        .toList();
  }

  /** Returns the exit status. */
  int run(String... arguments) {
    try {
      return run(commandLine(arguments).parseArgs(arguments));
    } catch (ParameterException e) {
      console.complain(UsageFault.of(e));
      return named(e.getCommandLine()).exitStatus(Outcome.USAGE);
    }
  }

  private int run(ParseResult parsed) {
    ParseResult innermost = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    CommandLine line = innermost.commandSpec().commandLine();
    if (innermost.isUsageHelpRequested()) {
      line.usage(console.out(), Ansi.OFF);
      return Outcome.DONE.status();
    }
    Command command = named(line);
    return command.exitStatus(outcome(command, innermost));
  }

  private Outcome outcome(Command command, ParseResult arguments) {
    try {
      tidying.removeLeftovers(console);
      return command.run(arguments, console);
    } catch (CommandException e) {
      console.complain(e);
      return Outcome.USAGE;
    } catch (RuntimeException | Error e) {
      report(e);
      return Outcome.FAULT;
    }
  }

  private void report(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    console
        .err()
        .printf(
            "cdlc: internal fault, a bug in cdlc %s: %s%s; please report it with your file, what"
                + " 'cdlc --host' says, and what %s=1 adds to this line%n",
            Version.CDLC, fault, trace.length == 0 ? "" : " at " + trace[0], DEBUG);
    if (console.environment().containsKey(DEBUG)) {
      fault.printStackTrace(console.err());
    }
  }

  private CommandLine commandLine(String... arguments) {
    CommandSpec spec = top.spec();
    for (Command command : described(arguments)) {
      spec.addSubcommand(command.name(), Shape.line(command.spec()));
    }
    return Shape.line(spec).setExpandAtFiles(false).setUsageHelpLongOptionsMaxWidth(24);
  }

  /**
   * The commands that picocli has to know. One that is the first word takes all that follows, and
   * describing the others would be 8 ms of a cold start.
   */
  private List<Command> described(String... arguments) {
    List<Command> called =
        commands.stream()
            .filter(command -> arguments.length > 0 && command.name().equals(arguments[0]))
            .toList();
    return called.isEmpty() ? commands : called;
  }

  private Command named(CommandLine line) {
    return commands.stream()
        .filter(command -> command.name().equals(line.getCommandName()))
        .findFirst()
        .orElse(top);
  }
}
