package dev.cdlc.cli;

import dev.cdlc.compiler.check.Suggestion;
import dev.cdlc.runtime.container.ProcessIdentity;
import dev.cdlc.runtime.container.StateException;
import dev.cdlc.runtime.running.Description;
import dev.cdlc.runtime.running.RunFolder;
import dev.cdlc.runtime.running.RunningContainer;
import dev.cdlc.runtime.running.RunningContainers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The containers that {@code cdlc run} runs for the caller, for commands that name them. */
record LiveContainers(RunningContainers containers) {
  /** What the words of a command line name. */
  static final String NAME = "CONTAINER";

  static LiveContainers of(RunFolders folders, Console console) throws CommandException {
    RunFolder folder =
        folders
            .of(console)
            .orElseThrow(
                () ->
                    new CommandException(
                        "there is no folder for what runs", "set XDG_RUNTIME_DIR to one of yours"));
    try {
      // One that is not there yet has no containers.
      Path path = Files.exists(folder.path()) ? folder.prepare() : folder.path();
      return new LiveContainers(new RunningContainers(path));
    } catch (StateException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw cannotLook(e);
    }
  }

  List<RunningContainer> all() throws CommandException {
    try {
      return containers.all();
    } catch (IOException e) {
      throw cannotLook(e);
    }
  }

  /** Those of these names, all of which must run. */
  List<RunningContainer> named(List<String> names) throws CommandException {
    List<RunningContainer> named = new ArrayList<>();
    for (String name : names) {
      named.add(named(name));
    }
    return named;
  }

  /** The one of that name, which must run. */
  RunningContainer named(String name) throws CommandException {
    try {
      Optional<RunningContainer> found = containers.find(name);
      if (found.isEmpty()) {
        throw missing(name);
      }
      return found.get();
    } catch (IOException e) {
      throw cannotLook(e);
    }
  }

  private CommandException missing(String name) throws CommandException, IOException {
    if (new RunningContainers(RunFolder.ofRoot().path()).isRunning(name)) {
      return new CommandException(
          "the container '%s' is root's".formatted(name), "run this by root, as with sudo");
    }
    OptionalLong user = RunningContainers.userOf(name);
    if (user.isPresent()) {
      return new CommandException(
          "the container '%s' is of the user %d".formatted(name, user.getAsLong()),
          "run this as that user");
    }
    List<String> names = all().stream().map(RunningContainer::name).toList();
    return new CommandException(
        "no container '%s' runs".formatted(name),
        Suggestion.nearest(name, names)
            .map(near -> "did you mean '%s'?".formatted(near.word()))
            .orElse("'cdlc ps' lists those that run"));
  }

  /** Its first process, where it is not still being made. */
  static ProcessIdentity init(RunningContainer container) throws CommandException {
    return container.init().orElseThrow(() -> notReady(container));
  }

  /** What it was made from. */
  static Description description(RunningContainer container) throws CommandException {
    init(container);
    return container
        .description()
        .orElseThrow(
            () ->
                new CommandException(
                    "the container '%s' was started by another version of cdlc"
                        .formatted(container.name())));
  }

  private static CommandException notReady(RunningContainer container) {
    return new CommandException(
        "the container '%s' is %s".formatted(container.name(), status(container)));
  }

  /** In a word, as {@code ps} has it. */
  static String status(RunningContainer container) {
    if (container.init().isEmpty()) {
      return container.description().isEmpty() ? "starting" : "ending";
    }
    try {
      return container.cgroup().isFrozen() ? "paused" : "running";
    } catch (IOException _) {
      return "ending";
    }
  }

  private static CommandException cannotLook(IOException e) {
    return new CommandException("cannot look at what runs: " + SourceFile.reason(e));
  }
}
