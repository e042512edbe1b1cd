package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/** What of the host's view a container shares, and how its own view differs. */
public record Isolation(
    Optional<List<Located<Namespace>>> namespaces,
    Optional<Located<String>> hostname,
    Optional<Located<String>> domainname,
    List<Located<TimeOffset>> timeOffsets,
    List<Located<Sysctl>> sysctls,
    Optional<Located<NetworkMode>> network,
    List<Located<NetDevice>> netDevices) {
  public Isolation {
    namespaces = namespaces.map(List::copyOf);
    timeOffsets = List.copyOf(timeOffsets);
    sysctls = List.copyOf(sysctls);
    netDevices = List.copyOf(netDevices);
  }

  /** Whether the container has a namespace of that kind that is not the caller's. */
  public boolean owns(NamespaceType type) {
    return switch (type) {
      case MOUNT -> true;
      case NETWORK ->
          network.map(mode -> mode.value() != NetworkMode.HOST).orElseGet(() -> lists(type));
      case PID, IPC, UTS, USER, CGROUP, TIME -> lists(type);
    };
  }

  private boolean lists(NamespaceType type) {
    return namespaces
        .map(listed -> listed.stream().anyMatch(said -> said.value().type() == type))
        .orElseGet(() -> NamespaceType.UNSAID.contains(type));
  }
}
