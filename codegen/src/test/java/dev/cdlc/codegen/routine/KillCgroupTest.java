package dev.cdlc.codegen.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillCgroupTest {
  @Test
  void leavesItToTheKernelWhereThatKnowsHow() {
    assertThat(kill(new FewFiles(64).with("cgroup.kill", "").with("cgroup.procs", "1\n")))
        .containsExactly("cgroup.kill=1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void killsEachProcessWhileTheCgroupIsFrozen(int pieceBytes) {
    var kernel =
        new FewFiles(pieceBytes).with("freezer.state", "").with("cgroup.procs", "12\n345\n6\n");
    assertThat(kill(kernel))
        .containsExactly(
            "freezer.state=FROZEN", "kill 12", "kill 345", "kill 6", "freezer.state=THAWED");
  }

  @Test
  void killsWhereNothingCanBeFrozen() {
    assertThat(kill(new FewFiles(64).with("cgroup.procs", "7\n"))).containsExactly("kill 7");
  }

  @Test
  void killsNoProcessThatIsListedAsZero() {
    assertThat(kill(new FewFiles(64).with("cgroup.procs", "0\n7\n0\n"))).containsExactly("kill 7");
  }

  private static List<String> kill(FewFiles kernel) {
    RoutineRun.run(kernel, (s, _) -> KillCgroup.call(s, KillCgroup.TRACKER));
    return kernel.told();
  }
}
