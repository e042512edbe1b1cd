package dev.cdlc.cli;

import dev.cdlc.runtime.container.ProcessIdentity;
import dev.cdlc.runtime.kernel.Signal;
import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.running.RunningContainer;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc kill}: sends a signal to the first process of containers. */
final class KillCommand implements Command {
  private static final String SIGNAL = "--signal";

  private final RunFolders folders;

  KillCommand(RunFolders folders) {
    this.folders = folders;
  }

  @Override
  public String name() {
    return "kill";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Sends a signal to the first process of containers, SIGKILL if none is said.",
                "",
                "That process has only the signals that it handles, but for SIGKILL and SIGSTOP:"
                    + " 'cdlc stop' ends a container in time whatever it handles."),
            "kill [--signal SIGNAL] CONTAINER...",
            "cdlc kill web",
            "cdlc kill --signal HUP web")
        .addOption(
            OptionSpec.builder("-s", SIGNAL)
                .type(String.class)
                .paramLabel("SIGNAL")
                .description("By name or number, as HUP, SIGHUP or 1.")
                .build())
        .addPositional(Shape.words("CONTAINER [CONTAINER...]", "Containers that run, by name."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    Signal signal = OciKill.signal(arguments.matchedOptionValue(SIGNAL, "SIGKILL"));
    Words words = Words.of(arguments);
    words.first(LiveContainers.NAME);
    for (RunningContainer one : LiveContainers.of(folders, console).named(words.words())) {
      send(signal, LiveContainers.init(one), one);
    }
    return Outcome.DONE;
  }

  /** To a process of the container, if it has not ended. */
  static void send(Signal signal, ProcessIdentity process, RunningContainer container)
      throws CommandException {
    try {
      OciKill.send(signal, process);
    } catch (SyscallException e) {
      throw new CommandException(
          "cannot send a signal to '%s': %s".formatted(container.name(), e.getMessage()));
    } catch (IOException e) {
      throw new CommandException(
          "cannot look at '%s': %s".formatted(container.name(), SourceFile.reason(e)));
    }
  }
}
