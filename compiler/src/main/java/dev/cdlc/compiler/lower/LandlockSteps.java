package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.Landlock;
import dev.cdlc.compiler.oci.Extras.FileRules;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** Lowers {@code landlock}. */
record LandlockSteps(Input input) {
  /** While the init may open all files, and as many as it needs. */
  List<Step> ruleset() {
    return input.extras().fileRules().map(this::ruleset).orElse(List.of());
  }

  private List<Step> ruleset(FileRules files) {
    List<Step> steps = new ArrayList<>();
    steps.add(input.init(new InitAction.CreateRuleset(files.dispensable()), FileRules.POINTER));
    for (Landlock.Beneath rule : files.rules()) {
      steps.add(
          input.init(
              new InitAction.AllowBeneath(rule.path(), rule.accesses()), FileRules.pointer(rule)));
    }
    return steps;
  }

  /** Once no privilege can be gained by execve(2), which the kernel asks for. */
  List<Step> restrict() {
    return input.extras().fileRules().isPresent()
        ? List.of(input.init(new InitAction.RestrictSelf(), FileRules.POINTER))
        : List.of();
  }
}
