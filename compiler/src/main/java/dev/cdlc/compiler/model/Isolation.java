package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/** What of the host's view a container shares, and how its own view differs. */
public record Isolation(
    Optional<List<Located<Namespace>>> namespaces,
    Optional<Located<String>> hostname,
    Optional<Located<String>> domainname,
    List<Located<TimeOffset>> timeOffsets,
    List<Located<Sysctl>> sysctls) {
  public Isolation {
    namespaces = namespaces.map(List::copyOf);
    timeOffsets = List.copyOf(timeOffsets);
    sysctls = List.copyOf(sysctls);
  }

  /** Whether the container has a namespace of that kind that is not the caller's. */
  public boolean owns(NamespaceType type) {
    return namespaces
        .map(listed -> type == NamespaceType.MOUNT || lists(listed, type))
        .orElseGet(() -> NamespaceType.UNSAID.contains(type));
  }

  private static boolean lists(List<Located<Namespace>> listed, NamespaceType type) {
    return listed.stream().anyMatch(said -> said.value().type() == type);
  }
}
