package dev.cdlc.cli;

import dev.cdlc.runtime.container.ProcessIdentity;
import dev.cdlc.runtime.kernel.Signal;
import dev.cdlc.runtime.running.RunningContainer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc stop}: has containers end, and waits for it. */
final class StopCommand implements Command {
  private static final String TIME = "--time";
  private static final Signal SIGTERM = new Signal(15);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  /** How long a supervisor may need to undo what was done, once the container was killed. */
  private static final Duration UNDOING = Duration.ofSeconds(10);

  private final RunFolders folders;

  StopCommand(RunFolders folders) {
    this.folders = folders;
  }

  @Override
  public String name() {
    return "stop";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Has containers end, and waits until they have.",
                "",
                "A container gets its `stop-signal`, and is killed when its `stop-timeout` has"
                    + " passed. Prints the names of those that have ended."),
            "stop [--time SECONDS] CONTAINER...",
            "cdlc stop web",
            "cdlc stop --time 1 web db")
        .addOption(
            OptionSpec.builder("-t", TIME)
                .type(String.class)
                .paramLabel("SECONDS")
                .description("Kill it after that time, where `stop-timeout` is longer.")
                .build())
        .addPositional(Shape.words("CONTAINER [CONTAINER...]", "Containers that run, by name."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    Optional<Duration> most =
        seconds(Optional.ofNullable(arguments.matchedOptionValue(TIME, (String) null)));
    Words words = Words.of(arguments);
    words.first(LiveContainers.NAME);
    List<RunningContainer> containers = LiveContainers.of(folders, console).named(words.words());
    for (RunningContainer one : containers) {
      KillCommand.send(SIGTERM, one.supervisor(), one);
    }
    long asked = System.nanoTime();
    for (RunningContainer one : containers) {
      end(one, asked, most);
      console.out().println(one.name());
    }
    return Outcome.DONE;
  }

  private static Optional<Duration> seconds(Optional<String> said) throws CommandException {
    if (said.filter(text -> !text.matches("[0-9]{1,6}")).isPresent()) {
      throw new CommandException("%s takes whole seconds, not '%s'".formatted(TIME, said.get()));
    }
    return said.map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private static void end(RunningContainer container, long asked, Optional<Duration> most)
      throws CommandException {
    if (most.isEmpty()) {
      await(container, Optional.empty());
      return;
    }
    Duration left = most.get().minusNanos(System.nanoTime() - asked);
    if (await(container, Optional.of(left))) {
      return;
    }
    if (container.init().isPresent()) {
      KillCommand.send(Signal.SIGKILL, container.init().get(), container);
    }
    if (!await(container, Optional.of(UNDOING))) {
      throw new CommandException(
          "the container '%s' was killed, but its supervisor, process %d, does not end"
              .formatted(container.name(), container.supervisor().pid()),
          "see whether it is stopped: kill -CONT " + container.supervisor().pid());
    }
  }

  /** Whether the supervisor has ended within the time, or in any. */
  private static boolean await(RunningContainer container, Optional<Duration> most)
      throws CommandException {
    long from = System.nanoTime();
    while (lives(container.supervisor())) {
      if (most.filter(time -> System.nanoTime() - from >= time.toNanos()).isPresent()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return true;
  }

  private static boolean lives(ProcessIdentity process) throws CommandException {
    try {
      return process.lives();
    } catch (IOException e) {
      throw new CommandException("cannot wait for the end: " + SourceFile.reason(e));
    }
  }
}
