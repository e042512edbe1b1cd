package dev.cdlc.compiler.lower;

import dev.cdlc.plan.Action;
import dev.cdlc.plan.Propagation;
import dev.cdlc.plan.Step;
import java.util.List;

/** Lowers {@code root} and {@code linux.rootfsPropagation}. */
record RootSteps(Input input) {
  private static final String POINTER = "/root";
  private static final String PROPAGATION = "/linux/rootfsPropagation";

  /**
   * The host's own tree has its mount points already, and is read-only throughout from the start.
   */
  List<Step> open() {
    String path = input.extras().resolve(input.config().root().path());
    return List.of(
        input.init(new Action.SetPropagation(fromHost()), PROPAGATION),
        input.init(new Action.OpenRoot(path, input.extras().hostRoot()), POINTER));
  }

  /** Last, since mount points may have to be made first. */
  List<Step> close() {
    boolean open = input.config().root().readonly() && !input.extras().hostRoot();
    return open ? List.of(input.init(new Action.ReadonlyRoot(), POINTER)) : List.of();
  }

  /**
   * In the new root, since pivot_root(2) takes none that is shared. The root alone: mounts that
   * follow the host's go on doing so.
   */
  List<Step> propagate() {
    Propagation asked = input.config().linux().rootfsPropagation();
    return asked == fromHost()
        ? List.of()
        : List.of(input.init(new Action.Propagate("/", asked, false), PROPAGATION));
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
