package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Action.Propagation;
import dev.cdlc.plan.Step;
import java.util.List;

/** Lowers {@code root} and {@code linux.rootfsPropagation}. */
record RootSteps(Input input) {
  private static final String POINTER = "/root";

  /**
   * The host's own tree has its mount points already, and is read-only throughout from the start.
   */
  List<Step> open() {
    String path = input.extras().resolve(input.config().root().path());
    return List.of(
        input.init(new Action.SetPropagation(propagation()), "/linux/rootfsPropagation"),
        input.init(new Action.OpenRoot(path, input.extras().hostRoot()), POINTER));
  }

  /** Last, since mount points may have to be made first. */
  List<Step> close() {
    boolean open = input.config().root().readonly() && !input.extras().hostRoot();
    return open ? List.of(input.init(new Action.ReadonlyRoot(), POINTER)) : List.of();
  }

  /** A mount that is to follow the host's can do so only if the namespace does. */
  private Propagation propagation() {
    boolean follows =
        input.config().mounts().stream()
            .map(OciConfig.Mount::options)
            .anyMatch(options -> options.contains("slave") || options.contains("rslave"));
    return follows ? Propagation.SLAVE : rootPropagation();
  }

  private Propagation rootPropagation() {
    return switch (input.config().linux().rootfsPropagation()) {
      case PRIVATE -> Propagation.PRIVATE;
      case SLAVE -> Propagation.SLAVE;
      case SHARED -> Propagation.SHARED;
      case UNBINDABLE -> Propagation.UNBINDABLE;
    };
  }
}
