package dev.cdlc.compiler.model;

import dev.cdlc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/**
 * What of the host's view a container shares, and how its own view differs.
 *
 * @param rootless the caller that it is for, if that has no privileges
 */
public record Isolation(
    Optional<List<Located<Namespace>>> namespaces,
    UserIds ids,
    Optional<Located<String>> hostname,
    Optional<Located<String>> domainname,
    List<Located<TimeOffset>> timeOffsets,
    List<Located<Sysctl>> sysctls,
    Optional<Located<NetworkMode>> network,
    List<Located<NetDevice>> netDevices,
    Optional<Rootless> rootless) {
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
      case USER -> ids.place().isPresent() || lists(type) || rootless.isPresent();
      case PID, IPC, UTS, CGROUP, TIME -> lists(type);
    };
  }

  /**
   * The same for a caller without privileges, who makes namespaces in a user namespace only: one
   * that says nothing of users has it, with the ids that the caller has.
   *
   * @param place what speaks for all that the source leaves open
   */
  public Isolation forCaller(Rootless caller, Span place) {
    boolean open = !owns(NamespaceType.USER) || ids.auto().isPresent();
    return new Isolation(
        namespaces,
        open ? UserIds.of(caller, ids.auto().orElse(place)) : ids,
        hostname,
        domainname,
        timeOffsets,
        sysctls,
        network,
        netDevices,
        Optional.of(caller));
  }

  /** The namespace of that kind that is joined. */
  public Optional<Located<Namespace>> joined(NamespaceType type) {
    return namespaces.stream()
        .flatMap(List::stream)
        .filter(said -> said.value().type() == type && said.value().path().isPresent())
        .findFirst();
  }

  /** Whether the container has a user of that number; empty where only its start tells. */
  public Optional<Boolean> hasUser(long uid) {
    return has(uid, ids.uids());
  }

  /** Whether the container has a group of that number; empty where only its start tells. */
  public Optional<Boolean> hasGroup(long gid) {
    return has(gid, ids.gids());
  }

  private Optional<Boolean> has(long id, List<Located<IdRange>> maps) {
    if (joined(NamespaceType.USER).isPresent()) {
      return Optional.empty();
    }
    if (!owns(NamespaceType.USER)) {
      return Optional.of(true);
    }
    if (ids.auto().isPresent()) {
      return Optional.of(id < UserIds.AUTO_COUNT);
    }
    return Optional.of(
        mapsCallerAlone() ? id == 0 : maps.stream().anyMatch(range -> range.value().holds(id)));
  }

  /** Whether the user namespace has one id of each kind, 0, which stands for the caller's. */
  public boolean mapsCallerAlone() {
    return owns(NamespaceType.USER)
        && ids.place().isEmpty()
        && joined(NamespaceType.USER).isEmpty();
  }

  private boolean lists(NamespaceType type) {
    return namespaces
        .map(listed -> listed.stream().anyMatch(said -> said.value().type() == type))
        .orElseGet(() -> NamespaceType.UNSAID.contains(type));
  }
}
