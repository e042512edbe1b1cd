package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.runtime.cgroup.Leftover;
import dev.cdlc.runtime.cgroup.Leftovers.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostTidyingTest {
  private static final Leftover LEFTOVER =
      new Leftover("web", 4711, List.of(Path.of("/sys/fs/cgroup/cdlc/web-4711")));

  @Test
  void tellsWhatWasRemoved() {
    assertThat(HostTidying.text(new Outcome.Removed(LEFTOVER)))
        .isEqualTo(
            "removed what was left of the container 'web', whose supervisor (process 4711) was"
                + " killed");
  }

  @Test
  void tellsWhyOneWasKept() {
    assertThat(HostTidying.text(new Outcome.Kept(LEFTOVER, "rmdir(\"/x\") = -1 EBUSY")))
        .isEqualTo(
            "the container 'web', whose supervisor (process 4711) was killed, cannot be removed:"
                + " rmdir(\"/x\") = -1 EBUSY");
  }
}
