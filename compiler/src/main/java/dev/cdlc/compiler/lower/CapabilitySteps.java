package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Step;

/** Lowers {@code process.capabilities}. */
record CapabilitySteps(Input input) {
  private static final String POINTER = "/process/capabilities";

  Step limitBoundingSet() {
    return input.init(new Action.LimitBoundingSet(sets().bounding()), POINTER);
  }

  Step setCapabilities() {
    var sets = sets();
    return input.init(
        new Action.SetCapabilities(
            sets.effective(), sets.permitted(), sets.inheritable(), sets.ambient()),
        POINTER);
  }

  private OciConfig.Capabilities sets() {
    return input.config().process().capabilities();
  }
}
