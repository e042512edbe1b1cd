package dev.cdlc.cli;

import dev.cdlc.plan.Capability;
import dev.cdlc.plan.Controller;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.Hierarchy;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.probe.Host;
import dev.cdlc.runtime.probe.HostProbe;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code cdlc --host}: what a bug report should say of the machine. */
final class HostReport {
  private HostReport() {}

  static String text() throws CommandException {
    try {
      return text(new HostProbe(new LinuxSyscalls()).probe(Cgroups.read()));
    } catch (IOException e) {
      throw new CommandException("cannot look at this host: " + SourceFile.reason(e));
    } catch (SyscallException e) {
      throw new CommandException("cannot look at this host: " + e.getMessage());
    }
  }

  static String text(Host host) {
    return """
        cdlc          %s on Java %s
        kernel        Linux %s %s
        user          %d
        lacks         %s
        cgroups       %s
        """
        .formatted(
            Version.CDLC,
            Runtime.version(),
            host.release(),
            host.machine(),
            host.effectiveUser(),
            lacking(host),
            cgroups(host.cgroups()));
  }

  private static String lacking(Host host) {
    String lacking =
        Arrays.stream(Capability.values())
            .filter(capability -> !host.capabilities().contains(capability))
            .map(Capability::name)
            .collect(Collectors.joining(", "));
    return lacking.isEmpty() ? "no capability" : lacking;
  }

  private static String cgroups(Cgroups cgroups) {
    String controllers =
        Arrays.stream(Controller.values())
            .filter(Controller::limits)
            .map(controller -> controller.kernelName() + " " + version(cgroups, controller))
            .collect(Collectors.joining(", "));
    return cgroups.hierarchies().stream()
        .findFirst()
        .map(tracking -> controllers + ", tracking " + text(tracking))
        .orElse(controllers);
  }

  private static String version(Cgroups cgroups, Controller controller) {
    return cgroups.of(controller).map(HostReport::text).orElse("missing");
  }

  private static String text(Hierarchy hierarchy) {
    return hierarchy.version().name().toLowerCase(Locale.ROOT);
  }
}
