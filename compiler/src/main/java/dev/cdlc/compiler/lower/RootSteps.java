package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Propagation;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lowers {@code root} and {@code linux.rootfsPropagation}. */
record RootSteps(Input input) {
  private static final String POINTER = "/root";
  private static final String OVERLAY = "/annotations/org.cdlc.root";
  private static final String PROPAGATION = "/linux/rootfsPropagation";

  /** The folder that changes are kept in. */
  List<Step> prepare() {
    return upper().stream()
        .map(path -> input.supervisor(new SupervisorAction.MakeUpper(path, owner()), OVERLAY))
        .toList();
  }

  /**
   * The host's own tree has its mount points already, and is read-only throughout from the start.
   */
  List<Step> open() {
    Optional<Root.Overlay> overlay = input.extras().overlay();
    String path = overlay.map(Root.Overlay::path).orElse(input.config().root().path());
    boolean stays = input.extras().hostRoot() || overlay.isPresent();
    List<Step> steps = new ArrayList<>();
    steps.add(input.init(new InitAction.SetPropagation(fromHost()), PROPAGATION));
    steps.add(input.init(new InitAction.OpenRoot(input.extras().resolve(path), stays), POINTER));
    if (overlay.isPresent()) {
      InitAction.OverlayRoot lay =
          new InitAction.OverlayRoot(upper(), input.has(NamespaceType.USER));
      steps.add(input.init(lay, OVERLAY));
    }
    return steps;
  }

  /** The container's root, where the source lists its users. */
  private Optional<SupervisorAction.Owner> owner() {
    OciConfig.Linux linux = input.config().linux();
    return outside(linux.uidMappings())
        .flatMap(
            uid -> outside(linux.gidMappings()).map(gid -> new SupervisorAction.Owner(uid, gid)));
  }

  private static Optional<Long> outside(List<OciConfig.IdMapping> mappings) {
    return mappings.stream()
        .filter(mapping -> mapping.containerId() == 0)
        .findFirst()
        .map(OciConfig.IdMapping::hostId);
  }

  private Optional<String> upper() {
    return input.extras().overlay().flatMap(Root.Overlay::upper).map(input.extras()::resolve);
  }

  /** Last, since mount points may have to be made first. */
  List<Step> close() {
    boolean open = input.config().root().readonly() && !input.extras().hostRoot();
    return open ? List.of(input.init(new InitAction.ReadonlyRoot(), POINTER)) : List.of();
  }

  /**
   * In the new root, since pivot_root(2) takes none that is shared. The root alone: mounts that
   * follow the host's go on doing so.
   */
  List<Step> propagate() {
    Propagation asked = input.config().linux().rootfsPropagation();
    return asked == fromHost()
        ? List.of()
        : List.of(input.init(new InitAction.Propagate("/", asked, false), PROPAGATION));
  }

  /** Whether mounts of the host appear in the container, as they must where one mount is slave. */
  private Propagation fromHost() {
    boolean follows =
        input.config().linux().rootfsPropagation() == Propagation.SLAVE
            || input.config().mounts().stream()
                .flatMap(mount -> new MountOptions(mount.options()).propagation().stream())
                .anyMatch(option -> option.propagation() == Propagation.SLAVE);
    return follows ? Propagation.SLAVE : Propagation.PRIVATE;
  }
}
