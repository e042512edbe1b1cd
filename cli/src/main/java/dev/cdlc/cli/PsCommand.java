package dev.cdlc.cli;

import dev.cdlc.compiler.json.JsonObject;
import dev.cdlc.runtime.running.Description;
import dev.cdlc.runtime.running.RunningContainer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc ps}: the caller's containers that run. */
final class PsCommand implements Command {
  static final String FORMAT = "--format";
  private static final String QUIET = "--quiet";
  private static final List<String> TITLES = List.of("NAME", "STATUS", "PID", "FILE", "STARTED");

  private final RunFolders folders;

  PsCommand(RunFolders folders) {
    this.folders = folders;
  }

  @Override
  public String name() {
    return "ps";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Lists the containers that 'cdlc run' runs.",
                "",
                "PID is that of the container's first process, as the host counts. Each user has"
                    + " containers of its own, root too."),
            "ps [--format table|json] [--quiet]",
            "cdlc ps",
            "cdlc ps --format json")
        .addOption(format())
        .addOption(
            OptionSpec.builder("-q", QUIET)
                .type(boolean.class)
                .description("Print the names alone.")
                .build());
  }

  /** Whether a table is printed or JSON; see {@link OciHost#format}. */
  static OptionSpec format() {
    return Shape.choice(FORMAT, "FORMAT", "table, or json.", List.of("table", "json"));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    String format = OciHost.format(arguments, FORMAT);
    List<RunningContainer> all = LiveContainers.of(folders, console).all();
    if (arguments.hasMatchedOption(QUIET)) {
      all.forEach(one -> console.out().println(one.name()));
    } else if (format.equals("json")) {
      console.out().print(JsonObject.text(all.stream().map(PsCommand::json).toList()));
    } else {
      printTable(TITLES, all.stream().map(PsCommand::row).toList(), console);
    }
    return Outcome.DONE;
  }

  /** With columns as wide as they need to be. */
  static void printTable(List<String> titles, List<List<String>> rows, Console console) {
    int[] widths =
        IntStream.range(0, titles.size())
            .map(
                column ->
                    IntStream.concat(
                            IntStream.of(titles.get(column).length()),
                            rows.stream().mapToInt(row -> row.get(column).length()))
                        .max()
                        .orElseThrow())
            .toArray();
    console.out().println(line(titles, widths));
    rows.forEach(row -> console.out().println(line(row, widths)));
  }

  private static String line(List<String> cells, int... widths) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i)).repeat(' ', widths[i] - cells.get(i).length() + 2);
    }
    return line.toString().stripTrailing();
  }

  private static List<String> row(RunningContainer container) {
    return List.of(
        container.name(),
        LiveContainers.status(container),
        container.init().map(init -> Long.toString(init.pid())).orElse("-"),
        container.description().map(Description::source).orElse("-"),
        started(container)
            .map(time -> CacheCommand.age(Duration.between(time, Instant.now())) + " ago")
            .orElse("-"));
  }

  /** What {@code inspect} tells, too. */
  static JsonObject json(RunningContainer container) {
    var json = new JsonObject();
    json.put("name", container.name()).put("status", LiveContainers.status(container));
    container.init().ifPresent(init -> json.put("pid", init.pid()));
    return json.put("supervisor", container.supervisor().pid())
        .put("file", container.description().map(Description::source))
        .put("started", started(container).map(Instant::toString));
  }

  private static Optional<Instant> started(RunningContainer container) {
    return ProcessHandle.of(container.supervisor().pid())
        .flatMap(process -> process.info().startInstant());
  }
}
