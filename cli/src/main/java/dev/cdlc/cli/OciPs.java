package dev.cdlc.cli;

import dev.cdlc.runtime.cgroup.ContainerCgroup;
import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ContainerRecord;
import dev.cdlc.runtime.container.StateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci ps}: the processes of a container, by the host's pids. */
final class OciPs implements OciVerb {
  private static final String FORMAT = "--format";
  private static final String PID = "PID";

  @Override
  public String name() {
    return "ps";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Shape.command(
                "oci " + name(),
                List.of("Lists the processes of a container, as ps(1) does."),
                "oci ps [--format table|json] CONTAINER-ID [PS-OPTION...]",
                "sudo cdlc oci ps web -o pid,args")
            .addOption(
                OptionSpec.builder("-f", FORMAT)
                    .type(String.class)
                    .paramLabel("FORMAT")
                    .description("table, which ps(1) prints, or json: an array of pids.")
                    .completionCandidates(List.of("table", "json"))
                    .build())
            .addPositional(
                Shape.words(
                    "CONTAINER-ID [PS-OPTION...]",
                    "The container; options of ps(1), -ef if none, with a column PID before any that has spaces."));
    spec.parser().stopAtPositional(true);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException {
    String format = OciHost.format(arguments, FORMAT);
    Words words = Words.of(arguments);
    ContainerId id = ContainerId.of(words.first("CONTAINER-ID"));
    try (ContainerFolder container = host.store().look(id)) {
      Optional<ContainerRecord> record = container.record();
      List<Long> pids =
          record.isPresent() ? new ContainerCgroup(record.get().cgroups()).processes() : List.of();
      List<String> options = words.afterKind().words();
      List<String> lines =
          format.equals("json")
              ? List.of(pids.toString().replace(" ", ""))
              : table(pids, options.isEmpty() ? List.of("-ef") : options);
      lines.forEach(host.console().out()::println);
    }
    return DONE;
  }

  /** The line of titles, and those of the processes. */
  static List<String> table(List<Long> pids, List<String> options)
      throws CommandException, IOException {
    List<String> printed = ps(options);
    List<String> titles = columns(printed.getFirst());
    int column = titles.indexOf(PID);
    if (column < 0) {
      throw new CommandException("ps: what ps(1) prints has no column " + PID);
    }
    List<String> wanted = pids.stream().map(String::valueOf).toList();
    List<String> lines = new ArrayList<>(printed.subList(0, 1));
    for (String line : printed.subList(1, printed.size())) {
      if (columns(line).stream().skip(column).limit(1).anyMatch(wanted::contains)) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static List<String> columns(String line) {
    return List.of(line.strip().split("\\s+"));
  }

  private static List<String> ps(List<String> options) throws CommandException, IOException {
    List<String> command = new ArrayList<>(List.of("ps"));
    command.addAll(options);
    Process ps = new ProcessBuilder(command).redirectErrorStream(true).start();
    ps.getOutputStream().close();
    try (var out = ps.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (ps.waitFor() != 0) {
        throw new CommandException("ps: " + printed.strip());
      }
      return printed.lines().toList();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
