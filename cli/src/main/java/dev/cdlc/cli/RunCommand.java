package dev.cdlc.cli;

import dev.cdlc.codegen.launch.SeenInputs;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code cdlc run}: compiles a container for the launcher, which executes what is written here once
 * this JVM has ended. Arguments after {@code --} are the launcher's to pass on.
 */
final class RunCommand implements Command {
  /**
   * The variable in which it names the folder where the executable may be kept, if there is one.
   */
  private static final String CACHE = "CDLC_CACHE";

  /** What comes by it is gone. */
  private static final String STANDARD_INPUT = "-";

  /** What containers, too, exit with when they cannot be started. */
  private static final int NOT_STARTED = 125;

  private final RunFolders folders;

  RunCommand(RunFolders folders) {
    this.folders = folders;
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public CommandSpec spec() {
    return Choices.addTo(
        Shape.command(
                name(),
                List.of(
                    "Runs a container in the foreground.",
                    "",
                    "A caller without root has the container in a user namespace, with the ids that"
                        + " /etc/subuid and /etc/subgid give to it; 'cdlc doctor' tells what this"
                        + " machine lacks for that.",
                    "",
                    "While it runs, 'cdlc ps' lists it, and 'cdlc exec', 'stop' and others take its"
                        + " name, which no second container of the same user can have then.",
                    "",
                    "Exits as its command does: with its status, or with 128 and the number of the"
                        + " signal that ended it. 125: the container did not start; 126: its command is"
                        + " not executable; 127: there is no such command."),
                "run FILE [NAME] [--name NAME] [--set NAME=VALUE]... [--variant NAME]"
                    + " [-- ARGUMENT...]",
                "cdlc run web.cdl",
                "sudo cdlc run shell.cdl -- -c 'ps -ef'")
            .addOption(
                Shape.value(
                    Known.NAME,
                    "NAME",
                    "Call it so, where a container of its own name runs: 'cdlc ps' and others know"
                        + " it by that."))
            .addPositional(
                Shape.words(
                    "FILE [NAME]",
                    "A .cdl file, and which of its containers if several. What follows -- is appended"
                        + " to the container's command.")));
  }

  @Override
  public int exitStatus(Outcome outcome) {
    return outcome == Outcome.DONE ? outcome.status() : NOT_STARTED;
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    Words words = Words.beforeDelimiter(arguments);
    String file = words.file();
    Optional<String> name = words.name();
    Path output = Written.executable(name(), console);
    Optional<String> cache = Optional.ofNullable(console.environment().get(CACHE));
    var inputs = new SeenFiles(new FileInputs(console.environment()), InstantSource.system());
    if (!file.equals(STANDARD_INPUT)) {
      inputs.note(file);
    }
    Optional<Known> known = Known.of(folders, inputs, arguments, console);
    Optional<byte[]> executable =
        Executable.compileForHost(file, name, known, inputs, arguments, console);
    if (executable.isEmpty()) {
      return Outcome.FINDINGS;
    }
    boolean keep = cache.isPresent() && !file.equals(STANDARD_INPUT);
    OutputFile.fill(output, keep ? keepable(executable.get(), inputs) : executable.get());
    cache.map(Path::of).map(KeptFolder::new).ifPresent(KeptFolder::prune);
    return Outcome.DONE;
  }

  private static byte[] keepable(byte[] executable, SeenFiles inputs) {
    return inputs.all().map(seen -> SeenInputs.append(executable, seen)).orElse(executable);
  }
}
