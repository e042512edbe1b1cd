package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.lint.HostFacts.Program;
import dev.cdlc.plan.Controller;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.Hierarchy;
import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import dev.cdlc.runtime.probe.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cdlc validate --host} knows of a machine, and tells. */
class ThisHostTest {
  private static final Hierarchy V1 =
      new Hierarchy(Path.of("/cg/blkio"), Version.V1, List.of("blkio"));
  private static final Hierarchy NAMED =
      new Hierarchy(Path.of("/cg/systemd"), Version.V1, List.of("name=systemd"));

  @TempDir private Path folder;

  private Hierarchy v2() {
    return new Hierarchy(folder.resolve("cg"), Version.V2, List.of("memory", "pids"));
  }

  private ThisHost host(long user, Set<String> delegated, Hierarchy... hierarchies) {
    var cgroups = new Cgroups(List.of(hierarchies));
    return new ThisHost(
        new Host("6.1.0-18-amd64", "x86_64", user, List.of(), cgroups), delegated, folder);
  }

  @Test
  void isWhatMayBeAssumed() {
    assertThat(host(0, Set.of(), v2()).assumptions())
        .containsExactly("kernel=6.1.0-18-amd64", "cgroup=v2");
    assertThat(host(0, Set.of(), v2(), NAMED).assumptions()).contains("cgroup=v2");
    assertThat(host(0, Set.of(), v2(), V1).assumptions()).contains("cgroup=hybrid");
    assertThat(host(0, Set.of(), V1).assumptions()).contains("cgroup=v1");
    assertThat(host(1000, Set.of()).assumptions())
        .containsExactly("kernel=6.1.0-18-amd64", "rootless");
  }

  @Test
  void rootHasTheControllersThatAreMounted() {
    ThisHost host = host(0, Set.of(), v2(), V1);
    assertThat(host.lacks(Controller.MEMORY)).isFalse();
    assertThat(host.lacks(Controller.IO)).isFalse();
    assertThat(host.lacks(Controller.RDMA)).isTrue();
  }

  @Test
  void othersHaveThoseThatAreDelegated() {
    ThisHost host = host(1000, Set.of("memory"), v2(), V1);
    assertThat(host.lacks(Controller.MEMORY)).isFalse();
    assertThat(host.lacks(Controller.PIDS)).isTrue();
    assertThat(host.lacks(Controller.NET_CLS)).isTrue();
  }

  @Test
  void delegatedAreThoseOfTheOwnCgroup() throws IOException {
    var cgroups = new Cgroups(List.of(v2()));
    Path own = Files.writeString(folder.resolve("self"), "5:blkio:/x\n0::/user.slice/a\n");
    assertThat(ThisHost.delegated(cgroups, own)).isEmpty();
    Path slice = Files.createDirectories(folder.resolve("cg/user.slice/a"));
    Files.writeString(slice.resolve("cgroup.controllers"), "cpu memory pids\n");
    assertThat(ThisHost.delegated(cgroups, own)).containsExactlyInAnyOrder("cpu", "memory", "pids");
    assertThat(ThisHost.delegated(new Cgroups(List.of(V1)), own)).isEmpty();
  }

  @Test
  void pathsStartInTheFolderOfTheSource() throws IOException {
    Files.createDirectories(folder.resolve("a/r"));
    ThisHost host = host(0, Set.of()).startingIn(folder.resolve("a"));
    assertThat(host.lacks("./r")).isFalse();
    assertThat(host.lacks("../r")).isTrue();
    assertThat(host.lacks(folder.toString())).isFalse();
    assertThat(host.program("./r", "/bin/x")).isEqualTo(new Program.Missing());
  }

  @Test
  void watchingLooksAtNoHost() {
    assertThat(Invocation.of("validate", "--watch", "--host", folder.toString()).err())
        .isEqualTo("cdlc: --watch cannot go with --host\n");
  }

  @Test
  @Tag("linux")
  @EnabledOnOs(OS.LINUX)
  void tellsWhatIsNotHere() throws IOException {
    Files.createDirectories(folder.resolve("r"));
    Path file =
        Files.writeString(
            folder.resolve("web.cdl"),
            "container web < root ./r; run /bin/x; bind ./gone /srv nosuid nodev >\n");
    Invocation found = Invocation.of("validate", "--host", file.toString());
    assertThat(found.status()).isEqualTo(1);
    assertThat(found.err())
        .contains(
            "error[CDL5010]: this host has no `./gone`",
            "error[CDL5012]: there is no `/bin/x` in `./r`");
    assertThat(Invocation.of("validate", file.toString()).status()).isZero();
  }
}
