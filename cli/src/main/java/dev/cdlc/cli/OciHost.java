package dev.cdlc.cli;

import dev.cdlc.codegen.launch.OciScript;
import dev.cdlc.plan.ContainerState;
import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ContainerRecord;
import dev.cdlc.runtime.container.ContainerStore;
import dev.cdlc.runtime.container.Status;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** What the verbs of the OCI runtime work on. */
record OciHost(ContainerStore store, Console console) {
  /** The state of a container in JSON. */
  static String state(ContainerId id, ContainerFolder folder, ContainerRecord record)
      throws IOException {
    Status status = folder.status();
    return state(id, record).text(status.word(), pid(status, record), more(record));
  }

  /** The line that the state is printed as, in three pieces; see {@link ContainerState#pieces}. */
  static List<String> pieces(ContainerId id, ContainerRecord record) {
    List<String> pieces = state(id, record).pieces(more(record));
    return List.of(pieces.get(0), pieces.get(1), pieces.get(2) + "\n");
  }

  private static Map<String, String> more(ContainerRecord record) {
    return Map.of("rootfs", record.rootfs().toString(), "created", record.time().toString());
  }

  static ContainerState state(ContainerId id, ContainerRecord record) {
    return new ContainerState(
        record.ociVersion(), id.value(), record.bundle().toString(), record.annotations());
  }

  /** The build whose launcher has started this, and executes what it finds kept. */
  static Optional<String> build(Console console) {
    return Optional.ofNullable(console.environment().get(OciScript.BUILD));
  }

  /** Whether a verb prints a table or JSON. */
  static String format(ParseResult arguments, String option) throws CommandException {
    String format = arguments.matchedOptionValue(option, "table");
    if (!format.equals("table") && !format.equals("json")) {
      throw new CommandException("%s takes table or json, not '%s'".formatted(option, format));
    }
    return format;
  }

  /** The init's; 0 where there is none. */
  static long pid(Status status, ContainerRecord record) {
    return status.hasInit() ? record.process().pid() : 0;
  }
}
