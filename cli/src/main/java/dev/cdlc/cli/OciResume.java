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

/** {@code cdlc oci resume}: lets go on what {@code pause} stopped. */
final class OciResume implements OciVerb {
  @Override
  public String name() {
    return "resume";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            "oci " + name(),
            List.of("Lets the processes of a paused container go on."),
            "oci resume CONTAINER-ID",
            "sudo cdlc oci resume web")
        .addPositional(Shape.words("CONTAINER-ID", "The container."));
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException {
    ContainerId id = ContainerId.of(Words.of(arguments).only("CONTAINER-ID"));
    try (ContainerFolder container = host.store().open(id)) {
      if (container.status() != Status.PAUSED) {
        throw new CommandException("container not paused: " + id.value());
      }
      new ContainerCgroup(container.record().orElseThrow().cgroups()).thaw();
    }
    return DONE;
  }
}
