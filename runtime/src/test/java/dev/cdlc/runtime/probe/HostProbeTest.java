package dev.cdlc.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Capability;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.kernel.RecordingSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostProbeTest {
  @Test
  void asksTheKernelOnceForEachFact() throws SyscallException {
    var syscalls = new RecordingSyscalls();
    var cgroups = new Cgroups(List.of());

    var host = new HostProbe(syscalls).probe(cgroups);

    assertThat(host)
        .isEqualTo(
            new Host(
                "6.1.0-18-amd64",
                "x86_64",
                0,
                List.of(Capability.CAP_SYS_ADMIN, Capability.CAP_CHECKPOINT_RESTORE),
                cgroups));
    assertThat(syscalls.calls()).containsExactly("uname", "geteuid", "capget");
  }
}
