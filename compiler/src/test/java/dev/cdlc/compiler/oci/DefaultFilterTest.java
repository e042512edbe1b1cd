package dev.cdlc.compiler.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Capability;
import dev.cdlc.plan.SyscallTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultFilterTest {
  private static final Set<Capability> NONE = EnumSet.noneOf(Capability.class);

  @Test
  void namesOnlyCallsThatThereAre() {
    for (DefaultFilter.Group group : DefaultFilter.groups()) {
      for (DefaultFilter.Entry entry : group.entries()) {
        assertThat(entry.rule().names())
            .as(group.title())
            .doesNotHaveDuplicates()
            .allMatch(SyscallTable::exists);
      }
    }
  }

  @Test
  void ordinaryProgramsHaveWhatTheyNeed() {
    assertThat(allowed(NONE))
        .contains("execve", "openat", "clone", "socket", "mmap", "futex", "rt_sigreturn", "statx")
        .hasSizeGreaterThan(350);
  }

  /** What moby and podman keep from containers without capabilities, and what both deny to all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "acct",
        "add_key",
        "bpf",
        "chroot",
        "clock_settime",
        "delete_module",
        "fanotify_init",
        "finit_module",
        "fsopen",
        "init_module",
        "io_uring_enter",
        "io_uring_register",
        "io_uring_setup",
        "ioperm",
        "iopl",
        "kcmp",
        "kexec_file_load",
        "kexec_load",
        "keyctl",
        "mbind",
        "migrate_pages",
        "mount",
        "move_mount",
        "move_pages",
        "nfsservctl",
        "open_by_handle_at",
        "open_tree",
        "perf_event_open",
        "pivot_root",
        "quotactl",
        "reboot",
        "request_key",
        "setdomainname",
        "sethostname",
        "setns",
        "settimeofday",
        "swapoff",
        "swapon",
        "syslog",
        "umount2",
        "unshare",
        "uselib",
        "userfaultfd",
        "vhangup",
        "vm86"
      })
  void deniesWhatOnlyPrivilegedProgramsNeed(String call) {
    assertThat(allowed(NONE)).doesNotContain(call);
  }

  @ParameterizedTest
  @CsvSource({
    "CAP_SYS_ADMIN, mount",
    "CAP_SYS_ADMIN, clone3",
    "CAP_DAC_READ_SEARCH, open_by_handle_at",
    "CAP_SYS_BOOT, reboot",
    "CAP_SYS_CHROOT, chroot",
    "CAP_SYS_MODULE, init_module",
    "CAP_SYS_PACCT, acct",
    "CAP_SYS_PTRACE, kcmp",
    "CAP_SYS_RAWIO, iopl",
    "CAP_SYS_TIME, clock_settime",
    "CAP_SYS_TTY_CONFIG, vhangup",
    "CAP_SYS_NICE, mbind",
    "CAP_SYSLOG, syslog",
    "CAP_BPF, bpf",
    "CAP_PERFMON, perf_event_open"
  })
  void allowsWhatACapabilityIsFor(Capability capability, String call) {
    assertThat(allowed(EnumSet.of(capability))).contains(call);
    assertThat(allowed(EnumSet.complementOf(EnumSet.of(capability, Capability.CAP_SYS_ADMIN))))
        .doesNotContain(call);
  }

  /** Whichever capabilities there are: a rule without tests would leave one with tests no room. */
  @Test
  void ruleWithTestsHasNoneWithoutBesideIt() {
    for (Set<Capability> held : List.of(NONE, EnumSet.allOf(Capability.class))) {
      Set<String> untested = new TreeSet<>();
      Set<String> tested = new TreeSet<>();
      for (OciSeccomp.Rule rule : DefaultFilter.filter(held).syscalls()) {
        (rule.args().isEmpty() ? untested : tested).addAll(rule.names());
      }
      assertThat(tested).contains("socket", "personality").doesNotContainAnyElementsOf(untested);
    }
  }

  @Test
  void allowsNoDomainOfVirtualMachines() {
    List<Long> domains =
        DefaultFilter.filter(NONE).syscalls().stream()
            .filter(rule -> rule.names().contains("socket"))
            .flatMap(rule -> rule.args().stream())
            .map(OciSeccomp.Argument::value)
            .toList();
    assertThat(domains).containsExactly(40L, 41L, 42L, 43L, 44L, 45L);
  }

  private static Set<String> allowed(Set<Capability> held) {
    return DefaultFilter.filter(held).syscalls().stream()
        .filter(rule -> rule.action().equals("SCMP_ACT_ALLOW"))
        .flatMap(rule -> rule.names().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
