package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciConfig.Linux;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** Lowers {@code linux.readonlyPaths} and {@code linux.maskedPaths}. */
record PathSteps(Input input) {
  List<Step> steps() {
    Linux linux = input.config().linux();
    List<Step> steps = new ArrayList<>();
    for (String path : linux.readonlyPaths()) {
      steps.add(input.init(new Action.ReadonlyPath(path), "/linux/readonlyPaths"));
    }
    for (String path : linux.maskedPaths()) {
      steps.add(input.init(new Action.MaskPath(path), "/linux/maskedPaths"));
    }
    return steps;
  }
}
