package dev.cdlc.cli;

import dev.cdlc.runtime.cgroup.ContainerCgroup;
import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ContainerRecord;
import dev.cdlc.runtime.container.ProcessIdentity;
import dev.cdlc.runtime.container.StateException;
import dev.cdlc.runtime.container.Status;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci delete}: undoes what {@code create} did. */
final class OciDelete implements OciVerb {
  private static final String FORCE = "--force";

  @Override
  public String name() {
    return "delete";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            "oci " + name(),
            List.of("Removes what creating a container has made; the container must have stopped."),
            "oci delete [--force] CONTAINER-ID",
            "sudo cdlc oci delete --force web")
        .addOption(
            OptionSpec.builder("-f", FORCE)
                .type(boolean.class)
                .description("Kill the container if it runs; be content if there is none.")
                .build())
        .addPositional(Shape.words("CONTAINER-ID", "The container."));
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException, SyscallException {
    boolean force = arguments.hasMatchedOption(FORCE);
    ContainerId id = ContainerId.of(Words.of(arguments).only("CONTAINER-ID"));
    if (force && host.store().isMissing(id)) {
      return DONE;
    }
    try (ContainerFolder container = host.store().open(id)) {
      Status status = container.status();
      if (!force && status != Status.STOPPED) {
        throw new CommandException(
            "cannot delete a container that is %s: %s".formatted(status.word(), id.value()),
            "'cdlc oci delete --force' kills it first");
      }
      destroy(id, container, host.console());
    }
    return DONE;
  }

  /** Its `create` was killed, and left it alone. */
  private static void killCreator(ProcessIdentity creator) throws IOException {
    if (creator.lives()) {
      ProcessHandle.of(creator.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** Ends and removes whatever there is of it; its poststop hooks come last. */
  static void destroy(ContainerId id, ContainerFolder container, Console console)
      throws CommandException, IOException, SyscallException {
    Optional<ContainerRecord> kept = container.record();
    if (kept.isEmpty()) {
      container.delete();
      return;
    }
    ContainerRecord record = kept.get();
    if (!record.created() && record.process().pid() != ProcessHandle.current().pid()) {
      killCreator(record.process());
    }
    var cgroup = new ContainerCgroup(record.cgroups());
    if (container.hasCgroup(record) && cgroup.exists()) {
      var syscalls = new LinuxSyscalls();
      cgroup.kill(syscalls);
      cgroup.remove(syscalls);
    }
    Optional<OciBundle> hooked =
        record.hooked()
            ? Optional.of(OciBundle.of(record.bundle(), container.config()))
            : Optional.empty();
    container.delete();
    hooked.ifPresent(
        bundle ->
            new OciHooks(OciHost.state(id, record), Status.STOPPED.word(), 0, console)
                .run("poststop", bundle.config().hooks().poststop()));
  }
}
