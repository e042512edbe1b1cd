package dev.cdlc.cli;

import dev.cdlc.runtime.cgroup.ContainerCgroup;
import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.StateException;
import dev.cdlc.runtime.container.Status;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci pause}: stops all processes of a container, until {@code resume}. */
final class OciPause implements OciVerb {
  @Override
  public String name() {
    return "pause";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            "oci " + name(),
            List.of("Stops all processes of a container, until 'cdlc oci resume'."),
            "oci pause CONTAINER-ID",
            "sudo cdlc oci pause web")
        .addPositional(Shape.words("CONTAINER-ID", "The container."));
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException {
    ContainerId id = ContainerId.of(Words.of(arguments).only("CONTAINER-ID"));
    try (ContainerFolder container = host.store().open(id)) {
      Status status = container.status();
      if (status != Status.CREATED && status != Status.RUNNING) {
        throw new CommandException(
            "cannot pause a container that is %s: %s".formatted(status.word(), id.value()));
      }
      new ContainerCgroup(container.record().orElseThrow().cgroups()).freeze();
    }
    return DONE;
  }
}
