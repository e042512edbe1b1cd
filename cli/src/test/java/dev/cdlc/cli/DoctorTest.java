package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Capability;
import dev.cdlc.plan.KernelFeature;
import dev.cdlc.plan.KernelVersion;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.Hierarchy;
import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.probe.Host;
import dev.cdlc.runtime.probe.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cdlc doctor} prints of machines that are made by hand, and of this one. */
final class DoctorTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "doctor");

  @TempDir private Path root;

  @Test
  void tellsWhatAMachineCanDo() throws IOException {
    laptop();
    Machine machine = machine("6.1.0-18-amd64", List.of());
    golden("laptop").check(".txt", doctor(machine, 0).out());
    golden("laptop").check(".json", doctor(machine, 0, "--json").out());
  }

  @Test
  void endsWithOneWhereNoContainerRuns() throws IOException {
    laptop();
    file("/proc/sys/user/max_user_namespaces", "0\n");
    Machine machine = machine("5.4.0-150-generic", List.of());
    golden("old").check(".txt", doctor(machine, 1).out());
    assertThat(doctor(machine, 1, "--json").out()).startsWith("{\n  \"ready\": false,\n");
  }

  @Test
  void rootNeedsNoUserNamespaces() throws IOException {
    laptop();
    file("/proc/sys/user/max_user_namespaces", "0\n");
    Machine machine = machine("6.1.0", List.of(Capability.CAP_SYS_ADMIN));
    assertThat(doctor(machine, 0).out())
        .containsPattern("(?m)^user namespaces +missing  sysctl ")
        .contains("\ncontainers can run here as this user: ");
  }

  @Test
  void takesNoArgument() {
    assertThat(Invocation.of("doctor", "now"))
        .extracting(Invocation::status, Invocation::out)
        .containsExactly(2, "");
  }

  @Test
  void saysWhyItCannotLook() {
    assertThat(failing(new NoSuchFileException("/proc/self/mountinfo")))
        .isEqualTo(
            new Invocation(2, "", "cdlc: cannot look at this host: no such file or folder\n"));
    assertThat(failing(new SyscallException("uname(...)", new Errno(14))).err())
        .startsWith("cdlc: cannot look at this host: uname(...) = -1 ");
  }

  /** A kernel that is called new enough must be so for any container. */
  @Test
  void everyContainerNeedsTheKernelThatIsAskedFor() throws IOException {
    Path file =
        Files.writeString(root.resolve("a.cdl"), "container a < root host; run /bin/true >\n");
    String plan = Invocation.of("plan", file.toString(), "--json").out();
    Stream<KernelVersion> needed =
        Pattern.compile("\"kernel\" ?: ?\"([0-9.]+)\"")
            .matcher(plan)
            .results()
            .map(found -> KernelVersion.ofRelease(found.group(1)).orElseThrow());
    assertThat(needed.max(Comparator.naturalOrder())).contains(KernelFeature.CONTAINERS.since());
  }

  @Test
  @Tag("linux")
  @EnabledOnOs(OS.LINUX)
  void looksAtThisMachine() {
    Invocation told = Invocation.of("doctor");
    assertThat(told.status()).isBetween(0, 1);
    assertThat(told.err()).isEmpty();
    assertThat(told.out())
        .startsWith("kernel ")
        .contains("Linux " + System.getProperty("os.version"))
        .contains("\nwarm starts ");
  }

  private static Golden golden(String name) {
    return new Golden(GOLDEN.resolve(name + ".cdl"));
  }

  private static Invocation doctor(Machine machine, int status, String... arguments) {
    Invocation told = Invocation.of(new DoctorCommand(_ -> machine), Map.of(), arguments);
    assertThat(told.status()).isEqualTo(status);
    assertThat(told.err()).isEmpty();
    return told;
  }

  private static Invocation failing(IOException problem) {
    return Invocation.of(
        new DoctorCommand(
            _ -> {
              throw problem;
            }),
        Map.of());
  }

  private static Invocation failing(SyscallException problem) {
    return Invocation.of(
        new DoctorCommand(
            _ -> {
              throw problem;
            }),
        Map.of());
  }

  /** Of a Debian, whose user was never given subordinate ids. */
  private void laptop() throws IOException {
    for (String kind : List.of("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts")) {
      file("/proc/self/ns/" + kind, "");
    }
    file("/proc/self/cgroup", "0::/user.slice/alice\n");
    file("/proc/sys/user/max_user_namespaces", "62917\n");
    file("/proc/sys/kernel/unprivileged_userns_clone", "1\n");
    file(
        "/proc/sys/kernel/seccomp/actions_avail",
        "kill_process kill_thread trap errno user_notif trace log allow\n");
    file("/sys/kernel/security/lsm", "lockdown,capability,landlock,yama,apparmor\n");
    file("/etc/passwd", "alice:x:%d:100::/home/alice:/bin/sh\n".formatted(owner()));
    file("/etc/subuid", "");
    file("/etc/subgid", "");
    file("/cg/user.slice/alice/cgroup.procs", "");
    file("/cg/user.slice/alice/cgroup.controllers", "memory pids\n");
    Files.createDirectories(root.resolve("home/alice"));
  }

  private Machine machine(String release, List<Capability> capabilities) throws IOException {
    var v2 =
        new Hierarchy(
            root.resolve("cg"),
            Version.V2,
            List.of("cpuset", "cpu", "io", "memory", "hugetlb", "pids", "rdma"));
    return new Machine(
        new Host(release, "x86_64", owner(), capabilities, new Cgroups(List.of(v2))),
        OptionalInt.of(2),
        Set.of(),
        root,
        Optional.of(Path.of("/home/alice/.cache/cdlc")));
  }

  private long owner() throws IOException {
    return Integer.toUnsignedLong((Integer) Files.getAttribute(root, "unix:uid"));
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }
}
