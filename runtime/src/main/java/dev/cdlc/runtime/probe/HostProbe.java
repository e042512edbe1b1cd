package dev.cdlc.runtime.probe;

import dev.cdlc.plan.Capability;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.kernel.Syscalls;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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

  /**
   * The host with the folders that tell of it.
   *
   * @param cache as {@link Machine} has it
   */
  public Machine machine(Cgroups cgroups, Path root, Optional<Path> cache) throws SyscallException {
    Host host = probe(cgroups);
    Set<MappingProgram> capable = EnumSet.allOf(MappingProgram.class);
    capable.removeIf(program -> !isCapable(program, root));
    return new Machine(host, landlockAbi(), capable, root, cache);
  }

  private OptionalInt landlockAbi() {
    try {
      return OptionalInt.of(syscalls.landlockAbi());
    } catch (SyscallException _) {
      return OptionalInt.empty();
    }
  }

  /** Whether a program has its capability from its file. */
  public boolean isCapable(MappingProgram program, Path root) {
    try {
      byte[] attribute =
          syscalls.getxattr(root.resolve(program.path().substring(1)), "security.capability");
      return FileCapabilities.raises(attribute, program.capability());
    } catch (SyscallException _) {
      return false;
    }
  }

  private static List<Capability> capabilities(long bits) {
    return Arrays.stream(Capability.values())
        .filter(capability -> ((bits >>> capability.number()) & 1) == 1)
        .toList();
  }
}
