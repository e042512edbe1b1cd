package dev.cdlc.cli;

import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ContainerRecord;
import dev.cdlc.runtime.container.StateException;
import dev.cdlc.runtime.container.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci list}: all containers. */
final class OciList implements OciVerb {
  private static final String FORMAT = "--format";
  private static final String QUIET = "--quiet";
  private static final String ROW = "%-11s %-11s %-11s %-11s %s";

  @Override
  public String name() {
    return "list";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            "oci " + name(),
            List.of("Lists the containers that were created and not deleted yet."),
            "oci list [--format table|json] [--quiet]",
            "sudo cdlc oci list --format json")
        .addOption(
            OptionSpec.builder("-f", FORMAT)
                .type(String.class)
                .paramLabel("FORMAT")
                .description("table, or json.")
                .completionCandidates(List.of("table", "json"))
                .build())
        .addOption(
            OptionSpec.builder("-q", QUIET)
                .type(boolean.class)
                .description("Print the ids alone.")
                .build());
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException {
    String format = OciHost.format(arguments, FORMAT);
    List<String> lines = new ArrayList<>();
    for (ContainerId id : host.store().ids()) {
      try (ContainerFolder container = host.store().look(id)) {
        Optional<ContainerRecord> record = container.record();
        if (arguments.hasMatchedOption(QUIET)) {
          lines.add(id.value());
        } else if (record.isPresent()) {
          lines.add(
              format.equals("json")
                  ? OciHost.state(id, container, record.get())
                  : row(id, container.status(), record.get()));
        }
      }
    }
    print(lines, arguments.hasMatchedOption(QUIET) ? "" : format, host.console());
    return DONE;
  }

  private static void print(List<String> lines, String format, Console console) {
    if (format.equals("json")) {
      console.out().println("[" + String.join(",", lines) + "]");
      return;
    }
    if (format.equals("table")) {
      console
          .out()
          .println(ROW.formatted("ID", "PID", "STATUS", "BUNDLE", "CREATED").stripTrailing());
    }
    lines.forEach(console.out()::println);
  }

  private static String row(ContainerId id, Status status, ContainerRecord record) {
    return ROW.formatted(
            id.value(), OciHost.pid(status, record), status.word(), record.bundle(), record.time())
        .stripTrailing();
  }
}
