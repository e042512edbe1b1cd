package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Capability;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.Hierarchy;
import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import dev.cdlc.runtime.probe.Host;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class HostReportTest {
  @Test
  void tellsEachControllersHierarchy() {
    var cgroups =
        new Cgroups(
            List.of(
                new Hierarchy(Path.of("/cg/cpu"), Version.V1, List.of("cpu", "cpuacct")),
                new Hierarchy(Path.of("/cg/blkio"), Version.V1, List.of("blkio")),
                new Hierarchy(Path.of("/cg/unified"), Version.V2, List.of("memory"))));
    assertThat(HostReport.text(host(cgroups, List.of())))
        .contains("\nkernel        Linux 6.1.0 x86_64\nuser          1000\n")
        .contains("\ncgroups       cpu v1, memory v2, pids missing, cpuset missing, io v1, ")
        .endsWith(", net_prio missing, devices v2, tracking v2\n");
  }

  @Test
  void namesTheCapabilitiesThatTheCallerLacks() {
    List<Capability> all = Arrays.asList(Capability.values());
    var none = new Cgroups(List.of());
    assertThat(HostReport.text(host(none, all))).contains("\nlacks         no capability\n");
    assertThat(HostReport.text(host(none, all.subList(2, all.size()))))
        .contains("\nlacks         CAP_CHOWN, CAP_DAC_OVERRIDE\n");
  }

  @Test
  @Tag("linux")
  @EnabledOnOs(OS.LINUX)
  void asksThisHost() {
    var report = Invocation.of("--host");
    assertThat(report.status()).isZero();
    assertThat(report.err()).isEmpty();
    assertThat(report.out()).hasLineCount(5).startsWith("cdlc          ");
  }

  private static Host host(Cgroups cgroups, List<Capability> capabilities) {
    return new Host("6.1.0", "x86_64", 1000, capabilities, cgroups);
  }
}
