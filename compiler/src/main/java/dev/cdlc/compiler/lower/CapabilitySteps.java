package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Step;
import java.util.List;

/** Lowers {@code process.capabilities}. */
record CapabilitySteps(Input input) {
  private static final String POINTER = "/process/capabilities";

  /** A step each, since each has its own place in the source. */
  List<Step> require() {
    return input.extras().requiredCapabilities().stream().map(this::require).toList();
  }

  private Step require(Capability capability) {
    int index = sets().bounding().indexOf(capability);
    return input.init(
        new InitAction.RequireCapabilities(List.of(capability)), POINTER + "/bounding/" + index);
  }

  Step limitBoundingSet() {
    return input.init(new InitAction.LimitBoundingSet(sets().bounding()), POINTER);
  }

  Step setCapabilities() {
    var sets = sets();
    return input.init(
        new InitAction.SetCapabilities(
            sets.effective(), sets.permitted(), sets.inheritable(), sets.ambient()),
        POINTER);
  }

  private OciConfig.Capabilities sets() {
    return input.config().process().capabilities();
  }
}
