package dev.cdlc.cli;

import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ContainerRecord;
import dev.cdlc.runtime.container.StateException;
import dev.cdlc.runtime.container.Status;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci start}: lets the command of a created container run. */
final class OciStart implements OciVerb {
  @Override
  public String name() {
    return "start";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            "oci " + name(),
            List.of("Runs the command of a container that was created."),
            "oci start CONTAINER-ID",
            "sudo cdlc oci start web")
        .addPositional(Shape.words("CONTAINER-ID", "The container."));
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException {
    start(ContainerId.of(Words.of(arguments).only("CONTAINER-ID")), host);
    return DONE;
  }

  static void start(ContainerId id, OciHost host)
      throws CommandException, StateException, IOException {
    try (ContainerFolder container = host.store().open(id)) {
      Status status = container.status();
      if (status != Status.CREATED) {
        throw new CommandException(
            "cannot start a container that is %s: %s".formatted(status.word(), id.value()));
      }
      container.start();
      ContainerRecord record = container.record().orElseThrow();
      if (record.hooked()) {
        OciBundle bundle = OciBundle.of(record.bundle(), container.config());
        new OciHooks(
                OciHost.state(id, record),
                Status.RUNNING.word(),
                record.process().pid(),
                host.console())
            .run("poststart", bundle.config().hooks().poststart());
      }
    }
  }
}
