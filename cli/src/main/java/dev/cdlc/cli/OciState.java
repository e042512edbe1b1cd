package dev.cdlc.cli;

import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ContainerRecord;
import dev.cdlc.runtime.container.StateException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci state}: what a container is in. */
final class OciState implements OciVerb {
  @Override
  public String name() {
    return "state";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            "oci " + name(),
            List.of("Prints the state of a container as JSON."),
            "oci state CONTAINER-ID",
            "sudo cdlc oci state web")
        .addPositional(Shape.words("CONTAINER-ID", "The container."));
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException {
    ContainerId id = ContainerId.of(Words.of(arguments).only("CONTAINER-ID"));
    try (ContainerFolder container = host.store().look(id)) {
      ContainerRecord record =
          container
              .record()
              .orElseThrow(() -> new StateException("container was never created: " + id.value()));
      host.console().out().println(OciHost.state(id, container, record));
    }
    return DONE;
  }
}
