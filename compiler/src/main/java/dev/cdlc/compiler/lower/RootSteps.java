package dev.cdlc.compiler.lower;

import dev.cdlc.plan.Action;
import dev.cdlc.plan.Step;
import java.util.List;

/** Lowers {@code root} and {@code linux.rootfsPropagation}. */
record RootSteps(Input input) {
  private static final String POINTER = "/root";

  /**
   * The host's own tree has its mount points already, and is read-only throughout from the start.
   */
  List<Step> open() {
    var propagation = input.config().linux().rootfsPropagation();
    String path = input.extras().resolve(input.config().root().path());
    return List.of(
        input.init(new Action.SetPropagation(propagation), "/linux/rootfsPropagation"),
        input.init(new Action.OpenRoot(path, input.extras().hostRoot()), POINTER));
  }

  /** Last, since mount points may have to be made first. */
  List<Step> close() {
    boolean open = input.config().root().readonly() && !input.extras().hostRoot();
    return open ? List.of(input.init(new Action.ReadonlyRoot(), POINTER)) : List.of();
  }
}
