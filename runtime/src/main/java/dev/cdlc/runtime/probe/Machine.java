package dev.cdlc.runtime.probe;

import dev.cdlc.plan.Capability;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where facilities are looked for: what only system calls tell, and the files that tell the rest.
 *
 * @param landlockAbi the version of Landlock's interface; empty where there is none
 * @param capable those of {@link MappingProgram} that have their capability from their file
 * @param root the folder that is the host's root
 * @param cache the folder, as a path of the host, in which executables are kept for the next start;
 *     empty if the caller has no place for one
 */
public record Machine(
    Host host,
    OptionalInt landlockAbi,
    Set<MappingProgram> capable,
    Path root,
    Optional<Path> cache) {
  public Machine {
    capable = Set.copyOf(capable);
  }

  /** What containers ask of a host, the most needed first. */
  public List<Facility> facilities() {
    var kernel = new KernelFacilities(this);
    var ids = new IdFacilities(caller(), root, capable::contains);
    var cgroups = new CgroupFacilities(this);
    return List.of(
        kernel.release(),
        kernel.namespaces(),
        kernel.userNamespaces(),
        ids.subordinate("subuid"),
        ids.subordinate("subgid"),
        ids.program(MappingProgram.NEWUIDMAP),
        ids.program(MappingProgram.NEWGIDMAP),
        cgroups.hierarchies(),
        cgroups.controllers(),
        cgroups.delegation(),
        kernel.seccomp(),
        kernel.landlock(),
        kernel.securityModules(),
        kernel.executableMemory(),
        new NetworkFacility(this).userNetworks(),
        new CacheFacility(this).warmStarts());
  }

  /** Whether the caller makes namespaces and cgroups without a user namespace. */
  boolean privileged() {
    return host.capabilities().contains(Capability.CAP_SYS_ADMIN);
  }

  private Caller caller() {
    boolean confined =
        file("/proc/self/status").lines().stream().anyMatch("NoNewPrivs:\t1"::equals);
    return new Caller(host.effectiveUser(), privileged(), confined);
  }

  HostFile file(String path) {
    return new HostFile(root.resolve(path.substring(1)));
  }

  /** What a file of /proc/sys holds; empty where the kernel has no such setting. */
  Optional<String> sysctl(String name) {
    return file("/proc/sys/" + name.replace('.', '/')).text().map(String::strip);
  }

  boolean sysctlIs(String name, String value) {
    return sysctl(name).filter(value::equals).isPresent();
  }
}
