package dev.cdlc.cli;

import dev.cdlc.runtime.cgroup.ContainerCgroup;
import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ContainerRecord;
import dev.cdlc.runtime.container.ProcessIdentity;
import dev.cdlc.runtime.container.StateException;
import dev.cdlc.runtime.kernel.Descriptor;
import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.Signal;
import dev.cdlc.runtime.kernel.SyscallException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci kill}: sends a signal to a container. */
final class OciKill implements OciVerb {
  private static final String ALL = "--all";
  private static final String DEFAULT = "SIGTERM";

  @Override
  public String name() {
    return "kill";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            "oci " + name(),
            List.of("Sends a signal to the init of a container, SIGTERM if none is said."),
            "oci kill [--all] CONTAINER-ID [SIGNAL]",
            "sudo cdlc oci kill web KILL")
        .addOption(
            OptionSpec.builder("-a", ALL)
                .type(boolean.class)
                .description("Send it to all processes of the container.")
                .build())
        .addPositional(
            Shape.words("CONTAINER-ID [SIGNAL]", "The container; a signal by name or number."));
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException, SyscallException {
    Words words = Words.of(arguments);
    ContainerId id = ContainerId.of(words.first("CONTAINER-ID"));
    Signal signal = signal(words.name().orElse(DEFAULT));
    try (ContainerFolder container = host.store().look(id)) {
      boolean all = arguments.hasMatchedOption(ALL);
      Optional<ContainerRecord> record = container.record();
      if (record.isEmpty() || !(all || container.status().hasInit())) {
        throw new CommandException("container not running: " + id.value());
      }
      var cgroup = new ContainerCgroup(record.get().cgroups());
      if (all) {
        send(signal, cgroup.processes());
      } else {
        send(signal, record.get().process());
      }
      if (signal.equals(Signal.SIGKILL)) {
        cgroup.thaw();
      }
    }
    return DONE;
  }

  /** Who has the pid when it is opened keeps it, and is then seen to be the init or another. */
  static void send(Signal signal, ProcessIdentity init) throws IOException, SyscallException {
    var syscalls = new LinuxSyscalls();
    try (Descriptor process = syscalls.pidfdOpen(init.pid())) {
      if (init.lives()) {
        syscalls.pidfdSendSignal(process.fd(), signal);
      }
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ESRCH)) {
        throw e;
      }
    }
  }

  /** One that ends meanwhile needs none any more. */
  private static void send(Signal signal, List<Long> pids) throws SyscallException {
    var syscalls = new LinuxSyscalls();
    for (long pid : pids) {
      try {
        syscalls.kill(pid, signal);
      } catch (SyscallException e) {
        if (!e.errno().equals(Errno.ESRCH)) {
          throw e;
        }
      }
    }
  }

  static Signal signal(String given) throws CommandException {
    if (given.matches("[0-9]{1,2}")) {
      int number = Integer.parseInt(given);
      if (number <= dev.cdlc.plan.Signal.HIGHEST) {
        return new Signal(number);
      }
    }
    OptionalInt number = dev.cdlc.plan.Signal.number(given.toUpperCase(Locale.ROOT));
    return new Signal(
        number.orElseThrow(() -> new CommandException("unknown signal '%s'".formatted(given))));
  }
}
