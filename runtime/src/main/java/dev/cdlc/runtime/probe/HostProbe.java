package dev.cdlc.runtime.probe;

import dev.cdlc.plan.Capability;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.kernel.Syscalls;
import java.util.Arrays;
import java.util.List;

/** Asks the kernel what it is and what the caller may do. */
public final class HostProbe {
  private final Syscalls syscalls;

  public HostProbe(Syscalls syscalls) {
    this.syscalls = syscalls;
  }

  /** The host as it is now, with the cgroups that {@link Cgroups#read()} found. */
  public Host probe(Cgroups cgroups) throws SyscallException {
    var name = syscalls.uname();
    return new Host(
        name.release(),
        name.machine(),
        syscalls.geteuid(),
        capabilities(syscalls.capget().effective()),
        cgroups);
  }

  private static List<Capability> capabilities(long bits) {
    return Arrays.stream(Capability.values())
        .filter(capability -> ((bits >>> capability.number()) & 1) == 1)
        .toList();
  }
}
