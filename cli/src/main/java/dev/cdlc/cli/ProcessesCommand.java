package dev.cdlc.cli;

import dev.cdlc.runtime.running.RunningContainer;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc top}: the processes of a container, by the host's pids. */
final class ProcessesCommand implements Command {
  private final RunFolders folders;

  ProcessesCommand(RunFolders folders) {
    this.folders = folders;
  }

  @Override
  public String name() {
    return "top";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Shape.command(
                name(),
                List.of("Lists the processes of a container, as ps(1) does."),
                "top CONTAINER [PS-OPTION...]",
                "cdlc top web",
                "cdlc top web -o pid,pcpu,args")
            .addPositional(
                Shape.words(
                    "CONTAINER [PS-OPTION...]",
                    "The container; options of ps(1), -ef if none, with a column PID before any that has spaces."));
    spec.parser().stopAtPositional(true);
    return spec;
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    Words words = Words.of(arguments);
    RunningContainer container =
        LiveContainers.of(folders, console).named(words.first(LiveContainers.NAME));
    List<String> options = words.afterKind().words();
    try {
      OciPs.table(container.processes(), options.isEmpty() ? List.of("-ef") : options)
          .forEach(console.out()::println);
    } catch (IOException e) {
      throw new CommandException("top: " + SourceFile.reason(e));
    }
    return Outcome.DONE;
  }
}
