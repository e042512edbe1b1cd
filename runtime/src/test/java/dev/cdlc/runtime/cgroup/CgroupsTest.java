package dev.cdlc.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Controller;
import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupsTest {
  @TempDir private Path folder;

  @Test
  void v2AloneHasItsControllers() throws IOException {
    Files.writeString(folder.resolve("cgroup.controllers"), "cpu memory pids\n");
    var cgroups =
        read("30 24 0:26 / %s rw,nosuid shared:4 - cgroup2 cgroup2 rw\n".formatted(folder));
    assertThat(cgroups.of("memory")).map(Hierarchy::mountPoint).contains(folder);
    assertThat(cgroups.of("freezer")).isEmpty();
    assertThat(cgroups.v2()).map(Hierarchy::mountPoint).contains(folder);
  }

  @Test
  void hybridHostTracksByV2AndLimitsByV1() throws IOException {
    var cgroups =
        read(
            """
            24 18 0:21 / /sys/fs/cgroup ro - tmpfs tmpfs ro,mode=755
            25 24 0:22 / /sys/fs/cgroup/cpu,cpuacct rw shared:9 - cgroup cgroup rw,cpu,cpuacct
            26 24 0:23 / /sys/fs/cgroup/freezer rw - cgroup cgroup rw,freezer
            27 24 0:24 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
            """);
    assertThat(cgroups.hierarchies())
        .extracting(Hierarchy::version)
        .containsExactly(Version.V2, Version.V1, Version.V1);
    assertThat(cgroups.of("cpu"))
        .map(Hierarchy::containers)
        .contains(Path.of("/sys/fs/cgroup/cpu,cpuacct/cdlc"));
  }

  @Test
  void v1HostTracksByTheFreezer() throws IOException {
    var cgroups =
        read(
            """
            25 24 0:22 / /cg/cpu rw - cgroup cgroup rw,cpu
            26 24 0:23 / /cg/freezer rw - cgroup cgroup rw,freezer
            27 24 0:24 / /cg/systemd rw - cgroup none rw,xattr,release_agent=/x,name=systemd
            """);
    assertThat(cgroups.hierarchies())
        .extracting(Hierarchy::mountPoint)
        .containsExactly(Path.of("/cg/freezer"), Path.of("/cg/cpu"), Path.of("/cg/systemd"));
    assertThat(cgroups.hierarchies().getLast().controllers()).containsExactly("name=systemd");
  }

  @Test
  void hierarchyMountedTwiceCountsOnce() throws IOException {
    var cgroups =
        read(
            """
            25 24 0:22 / /cg/cpu rw - cgroup cgroup rw,cpu
            26 24 0:22 / /elsewhere rw - cgroup cgroup rw,cpu
            """);
    assertThat(cgroups.hierarchies())
        .extracting(Hierarchy::mountPoint)
        .containsExactly(Path.of("/cg/cpu"));
  }

  @Test
  void escapedMountPointIsRead() throws IOException {
    var cgroups = read("25 24 0:22 / /a\\040b\\134c rw - cgroup cgroup rw,pids");
    assertThat(cgroups.of("pids")).map(Hierarchy::mountPoint).contains(Path.of("/a b\\c"));
  }

  private Cgroups read(String mountinfo) throws IOException {
    return Cgroups.read(Files.writeString(folder.resolve("mountinfo"), mountinfo));
  }

  @Test
  void namedHierarchyIsNoModeOfItsOwn() {
    var v2 = new Hierarchy(folder, Version.V2, List.of("cpu"));
    var v1 = new Hierarchy(folder, Version.V1, List.of("blkio"));
    var named = new Hierarchy(folder, Version.V1, List.of("name=systemd"));
    assertThat(new Cgroups(List.of(v2, named)).mode()).contains(Cgroups.Mode.V2);
    assertThat(new Cgroups(List.of(v2, v1)).mode()).contains(Cgroups.Mode.HYBRID);
    assertThat(new Cgroups(List.of(v1, named)).mode()).contains(Cgroups.Mode.V1);
    assertThat(new Cgroups(List.of(named)).mode()).isEmpty();
  }

  @Test
  void controllerIsFoundByEitherName() {
    var v2 = new Hierarchy(folder, Version.V2, List.of("cpu"));
    var v1 = new Hierarchy(folder, Version.V1, List.of("blkio", "devices"));
    assertThat(new Cgroups(List.of(v2, v1)).of(Controller.IO)).contains(v1);
    assertThat(new Cgroups(List.of(v2, v1)).of(Controller.DEVICES)).contains(v1);
    assertThat(new Cgroups(List.of(v2)).of(Controller.DEVICES)).contains(v2);
    assertThat(new Cgroups(List.of(v2)).of(Controller.PIDS)).isEmpty();
  }
}
