package dev.cdlc.cli;

import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.lower.Shape.Exec;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.User;
import dev.cdlc.plan.Plan;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ProcessIdentity;
import dev.cdlc.runtime.container.StateException;
import dev.cdlc.runtime.running.Description;
import dev.cdlc.runtime.running.RunningContainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code cdlc exec}: compiles what joins a container and runs a command there, for the launcher,
 * which executes it once this JVM has ended. What follows the first {@code --} is the launcher's to
 * pass on.
 */
final class ExecCommand implements Command {
  private static final String DETACH = "--detach";
  private static final String INTERACTIVE = "--interactive";
  private static final String NO_TTY = "--no-tty";
  private static final String DELIMITER = "--";

  /** As {@code oci exec} has it, since the command may exit with any other. */
  private static final int NOT_RUN = 255;

  private static final Span NOWHERE = new Span(new SourceId("config.json"), 0, 0);

  private final RunFolders folders;
  private final Supplier<Boolean> onTerminal;

  /**
   * The command.
   *
   * @param onTerminal whether standard input and output of who runs it are terminals
   */
  ExecCommand(RunFolders folders, Supplier<Boolean> onTerminal) {
    this.folders = folders;
    this.onTerminal = onTerminal;
  }

  @Override
  public String name() {
    return "exec";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Shape.command(
            name(),
            List.of(
                "Runs a command in a container that runs, and exits with its status.",
                "",
                "It has the user, environment, limits and capabilities that the container was"
                    + " started with, unless options say otherwise. It has a terminal of the"
                    + " container's where standard input and output are terminals. 255: it was not"
                    + " run."),
            "exec [OPTION...] CONTAINER COMMAND [ARGUMENT...]",
            "cdlc exec web sh",
            "cdlc exec --env DEBUG=1 web /bin/migrate --all");
    spec.addOption(
            OptionSpec.builder("-d", DETACH)
                .type(boolean.class)
                .description("Leave the command to run.")
                .build())
        .addOption(
            OptionSpec.builder("-i", INTERACTIVE)
                .type(boolean.class)
                .description("Accepted: the command always has standard input.")
                .build())
        .addOption(
            OptionSpec.builder("-T", NO_TTY)
                .type(boolean.class)
                .description("Give it no terminal.")
                .build());
    OciRequest.addTo(spec);
    spec.parser().stopAtPositional(true);
    return spec.addPositional(
        Shape.words(
            "CONTAINER COMMAND [ARGUMENT...]", "A container that runs, by name; the command."));
  }

  @Override
  public int exitStatus(Outcome outcome) {
    return outcome == Outcome.DONE ? outcome.status() : NOT_RUN;
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    Words words = Words.of(arguments);
    RunningContainer container =
        LiveContainers.of(folders, console).named(words.first(LiveContainers.NAME));
    Description description = LiveContainers.description(container);
    if (description.confined()) {
      throw new CommandException(
          "the container '%s' has `landlock`, which would not hold for what joins it"
              .formatted(container.name()));
    }
    Path output = Written.executable(name(), console);
    List<String> command = command(words.afterKind().words());
    try {
      Plan plan =
          bundle(arguments, description, command)
              .plan(ContainerId.of(container.name()), shape(arguments, container));
      OutputFile.fill(output, Executable.generate(plan, Targets.ofHost(), List.of()));
    } catch (StateException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandException("exec: " + SourceFile.reason(e));
    }
    return Outcome.DONE;
  }

  /**
   * What is compiled in of what follows the container's name. The launcher passes on what follows
   * the first delimiter, which is the command's own where something stands before it.
   */
  private static List<String> command(List<String> words) throws CommandException {
    int delimiter = words.indexOf(DELIMITER);
    if (words.isEmpty() || (delimiter == 0 && words.size() == 1)) {
      throw new CommandException("exec: no COMMAND is given", "try 'cdlc exec --help'");
    }
    return delimiter == 0
        ? List.of()
        : words.subList(0, delimiter < 0 ? words.size() : delimiter + 1);
  }

  private OciBundle bundle(ParseResult arguments, Description description, List<String> command)
      throws CommandException {
    OciBundle recorded = OciBundle.recorded(description.config());
    var request = new OciRequest(arguments);
    Optional<User> user =
        request.saysUser() ? Optional.empty() : description.user().map(ExecCommand::user);
    return recorded
        .with(request.of(recorded.config(), command, hasTerminal(arguments)))
        .with(recorded.extras().ofCommand(user, description.passed()));
  }

  private boolean hasTerminal(ParseResult arguments) throws CommandException {
    boolean said = OciRequest.saysTerminal(arguments);
    boolean refused = arguments.hasMatchedOption(NO_TTY);
    boolean detached = arguments.hasMatchedOption(DETACH);
    if (said && (refused || detached)) {
      throw new CommandException(
          "--tty and %s exclude each other".formatted(refused ? NO_TTY : DETACH));
    }
    return said || (!(refused || detached) && onTerminal.get());
  }

  private static Exec shape(ParseResult arguments, RunningContainer container)
      throws CommandException, IOException {
    ProcessIdentity init = LiveContainers.init(container);
    return new Exec(
        OciExec.running(init, container.cgroup().folders(), OciExecCgroups.NONE),
        arguments.hasMatchedOption(DETACH),
        Optional.empty(),
        Optional.empty());
  }

  /** Whom the words of a description name. */
  static User user(String text) {
    String[] fields = text.split(":", -1);
    return new User(
        id(fields[0]),
        Optional.of(fields[1]).filter(gid -> !gid.isEmpty()).map(ExecCommand::id),
        Stream.of(fields[2].split(",", -1))
            .filter(group -> !group.isEmpty())
            .map(group -> new Located<>(id(group), NOWHERE))
            .toList(),
        OptionalInt.empty());
  }

  private static User.Id id(String word) {
    return word.matches("[0-9]+")
        ? new User.Id.Numeric(Long.parseLong(word))
        : new User.Id.Named(word);
  }
}
