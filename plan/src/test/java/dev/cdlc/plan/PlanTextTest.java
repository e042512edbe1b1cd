package dev.cdlc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  @Test
  void everyActionReadsAsReviewed() throws IOException {
    Golden.check("everything.plan", PlanText.format(Plans.everything()));
  }

  @Test
  void everyStepIsOneLine() {
    assertThat(PlanText.format(Plans.everything()).lines())
        .hasSameSizeAs(Plans.everything().steps());
  }

  @Test
  void controlCharactersOfAPathAreShown() {
    var action = new InitAction.Chdir("/a\nb\u001b[31m");
    var plan =
        new Plan("web", List.of(new Step(Actor.INIT, action, new Origin("web.cdl", 1, 1, false))));
    assertThat(PlanText.format(plan)).contains("change to /a\\012b\\033[31m");
  }

  @Test
  void blankLineShowsThatAnotherProcessTakesOver() {
    var origin = new Origin("web.cdl", 1, 1, true);
    var plan =
        new Plan(
            "web",
            List.of(
                new Step(Actor.SUPERVISOR, new SupervisorAction.Seal(), origin),
                new Step(Actor.INIT, new InitAction.PivotRoot(), origin)));
    assertThat(PlanText.format(plan).lines()).hasSize(3).element(1).isEqualTo("");
  }

  @Test
  void newerAttributeNeedsANewerKernel() {
    var plain = new InitAction.Bind("/a", "/b", false, List.of(MountAttribute.RDONLY), false);
    var newer = new InitAction.Bind("/a", "/b", false, List.of(MountAttribute.NOSYMFOLLOW), false);
    assertThat(MinimumKernel.of(plain)).isEqualTo(new KernelVersion(5, 12));
    assertThat(MinimumKernel.of(newer)).isEqualTo(new KernelVersion(5, 14));
  }
}
