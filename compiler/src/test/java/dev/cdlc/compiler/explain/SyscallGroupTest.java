package dev.cdlc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.SyscallTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyscallGroupTest {
  private static final List<String> CALLS =
      SyscallGroup.all().stream().flatMap(group -> group.calls().stream()).toList();

  @Test
  void eachCallOfTheTableIsInOneGroup() {
    assertThat(CALLS)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(SyscallTable.names());
  }

  @Test
  void eachGroupSaysWhatItIsFor() {
    assertThat(SyscallGroup.all())
        .allSatisfy(group -> assertThat(group.purpose()).matches("[A-Z].{20,}\\."));
  }

  @Test
  void rulingsOnAGroupSpeakOfEachOfItsCallsAndNoOther() {
    for (SyscallGroup group : SyscallGroup.all()) {
      assertThat(SyscallPage.rulings(group).values().stream().flatMap(List::stream).distinct())
          .containsExactlyInAnyOrderElementsOf(group.calls());
    }
  }
}
