package dev.cdlc.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerCgroupTest {
  private static final Cgroups HYBRID =
      new Cgroups(
          List.of(
              new Hierarchy(Path.of("/cg/cpu,cpuacct"), Version.V1, List.of("cpu", "cpuacct")),
              new Hierarchy(Path.of("/cg/unified"), Version.V2, List.of())));

  private static final List<String> OWN = List.of("4:cpu,cpuacct:/user/a", "0::/user/b");

  @Test
  void absolutePathBeginsAtEachRoot() {
    assertThat(ContainerCgroup.of("/x/y", HYBRID, OWN).folders())
        .containsExactly(Path.of("/cg/unified/x/y"), Path.of("/cg/cpu,cpuacct/x/y"));
  }

  @Test
  void relativePathBeginsAtTheCallersOwnAndOnV2Above() {
    assertThat(ContainerCgroup.of("x/y", HYBRID, OWN).folders())
        .containsExactly(Path.of("/cg/unified/user/x/y"), Path.of("/cg/cpu,cpuacct/user/a/x/y"));
  }

  @Test
  void whatNoHierarchyHasHoldsNoProcess(@TempDir Path folder) throws IOException {
    var cgroup = new ContainerCgroup(List.of(folder.resolve("missing")));
    assertThat(cgroup.exists()).isFalse();
    assertThat(cgroup.processes()).isEmpty();
  }

  @Test
  void theFirstHierarchyThatHasItTellsItsProcesses(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("cgroup.procs"), "12\n345\n");
    var cgroup = new ContainerCgroup(List.of(folder.resolve("missing"), folder));
    assertThat(cgroup.exists()).isTrue();
    assertThat(cgroup.processes()).containsExactly(12L, 345L);
  }

  @Test
  void whatDoesNotFreezeInTimeIsThawed(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("cgroup.freeze"), "0");
    Files.writeString(folder.resolve("cgroup.events"), "frozen 0\n");
    var cgroup = new ContainerCgroup(List.of(folder));
    assertThatIOException()
        .isThrownBy(cgroup::freeze)
        .withMessage("the processes of %s do not freeze".formatted(folder));
    assertThat(folder.resolve("cgroup.freeze")).hasContent("0");
    assertThat(cgroup.isFrozen()).isFalse();
  }
}
