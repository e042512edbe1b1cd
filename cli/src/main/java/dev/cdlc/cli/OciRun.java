package dev.cdlc.cli;

import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.StateException;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.kernel.Syscalls;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci run}: creates a container and starts it; in the foreground it ends with it. */
final class OciRun implements OciVerb {
  private static final String DETACH = "--detach";
  private static final String KEEP = "--keep";

  private final OciCreate create = new OciCreate();

  @Override
  public String name() {
    return "run";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Shape.command(
            "oci " + name(),
            List.of(
                "Creates the container of a bundle, and starts it.",
                "",
                "In the foreground it waits for the container to end, deletes it, and exits with its"
                    + " status; signals that are sent to it are for the container."),
            "oci run [--bundle BUNDLE] [--detach] [--keep] [--pid-file FILE] CONTAINER-ID",
            "sudo cdlc oci run --bundle /srv/web web");
    OciCreate.addTo(spec);
    return spec.addOption(
            OptionSpec.builder("-d", DETACH)
                .type(boolean.class)
                .description("Leave the container to run.")
                .build())
        .addOption(Shape.flag(KEEP, "Do not delete the container when it has ended."))
        .addOption(Shape.flag("--no-subreaper", "Accepted: children of the container are its own."))
        .addPositional(Shape.words("CONTAINER-ID", "The name of the new container on this host."));
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException, SyscallException {
    if (arguments.hasMatchedOption(DETACH)) {
      create.run(arguments, host);
      OciStart.start(id(arguments), host);
      return DONE;
    }
    var syscalls = new LinuxSyscalls();
    syscalls.prctlChildSubreaper();
    create.run(arguments, host);
    return attend(arguments, host, syscalls);
  }

  private static ContainerId id(ParseResult arguments) throws CommandException, StateException {
    return ContainerId.of(Words.of(arguments).only("CONTAINER-ID"));
  }

  private static int attend(ParseResult arguments, OciHost host, Syscalls syscalls)
      throws CommandException, StateException, IOException, SyscallException {
    ContainerId id = id(arguments);
    long init = pid(id, host);
    PassedSignals.to(init);
    try {
      OciStart.start(id, host);
      return syscalls.waitpid(init);
    } finally {
      if (!arguments.hasMatchedOption(KEEP)) {
        delete(id, host);
      }
    }
  }

  private static void delete(ContainerId id, OciHost host)
      throws CommandException, StateException, IOException, SyscallException {
    try (ContainerFolder container = host.store().open(id)) {
      OciDelete.destroy(id, container, host.console());
    }
  }

  private static long pid(ContainerId id, OciHost host) throws StateException, IOException {
    try (ContainerFolder container = host.store().look(id)) {
      return container.record().orElseThrow().process().pid();
    }
  }
}
