package dev.cdlc.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Capability;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.RecordingSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HostProbeTest {
  /** From asm-generic/errno.h. */
  private static final int ENOSYS = 38;

  private static final int ENODATA = 61;

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

  @Test
  void machineIsWhatElseTheKernelTells() throws SyscallException {
    var syscalls = new RecordingSyscalls();
    syscalls.attribute(Path.of("/r/usr/bin/newuidmap"), capability(0x0200_0001, 1 << 7));
    syscalls.failing("getxattr /r/usr/bin/newgidmap security.capability", new Errno(ENODATA));
    var machine =
        new HostProbe(syscalls).machine(new Cgroups(List.of()), Path.of("/r"), Optional.empty());
    assertThat(machine.landlockAbi()).hasValue(6);
    assertThat(machine.capable()).containsExactly(MappingProgram.NEWUIDMAP);
    assertThat(machine.privileged()).isTrue();
  }

  @Test
  void kernelWithoutLandlockHasNoVersionOfIt() throws SyscallException {
    var syscalls = new RecordingSyscalls().failing("landlock_create_ruleset", new Errno(ENOSYS));
    assertThat(
            new HostProbe(syscalls)
                .machine(new Cgroups(List.of()), Path.of("/"), Optional.empty())
                .landlockAbi())
        .isEmpty();
  }

  @Test
  void capabilityOfAFileMustBePermittedAndEffective() {
    assertThat(FileCapabilities.raises(capability(0x0200_0001, 1 << 7), Capability.CAP_SETUID))
        .isTrue();
    assertThat(FileCapabilities.raises(capability(0x0200_0000, 1 << 7), Capability.CAP_SETUID))
        .isFalse();
    assertThat(FileCapabilities.raises(capability(0x0200_0001, 1 << 6), Capability.CAP_SETUID))
        .isFalse();
    assertThat(FileCapabilities.raises(new byte[0], Capability.CAP_SETUID)).isFalse();
  }

  /** As linux/capability.h lays out struct vfs_cap_data. */
  private static byte[] capability(int magic, int permitted) {
    return ByteBuffer.allocate(20)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(magic)
        .putInt(permitted)
        .array();
  }
}
