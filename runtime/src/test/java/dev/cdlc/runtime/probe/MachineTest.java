package dev.cdlc.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cdlc.runtime.probe.Facility.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each line that {@code cdlc doctor} can print, on hosts made by hand. */
final class MachineTest {
  private static final String NAMESPACES = "namespaces";
  private static final String USER_NAMESPACES = "user namespaces";
  private static final String NOT_NEEDED = "not needed: the caller maps any";

  @TempDir private Path folder;
  private MachineTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new MachineTree(folder);
  }

  private void isOk(String name, String detail) {
    Facility facility = tree.facility(name);
    assertThat(facility.state()).as(facility.toString()).isEqualTo(State.OK);
    assertThat(facility.detail()).isEqualTo(detail);
  }

  private AbstractStringAssert<?> fixOf(String name, State state, String detail) {
    Facility facility = tree.facility(name);
    assertThat(facility.state()).as(facility.toString()).isEqualTo(state);
    assertThat(facility.detail()).isEqualTo(detail);
    return assertThat(facility.fix().orElseThrow());
  }

  private AbstractStringAssert<?> isLimited(String name, String detail) {
    return fixOf(name, State.LIMITED, detail);
  }

  private AbstractStringAssert<?> isMissing(String name, String detail) {
    return fixOf(name, State.MISSING, detail);
  }

  @Test
  void hostThatHasAllLacksNothing() {
    assertThat(tree.machine().facilities())
        .hasSize(16)
        .allMatch(facility -> facility.state() == State.OK)
        .noneMatch(Facility::prevents);
    assertThat(tree.machine().facilities().stream().filter(Facility::needed))
        .extracting(Facility::name)
        .containsExactly("kernel", NAMESPACES, USER_NAMESPACES);
  }

  @Test
  void facilityHasAFixIfAndOnlyIfSomethingIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Facility("a", State.OK, true, "b", Optional.of("c")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Facility("a", State.LIMITED, true, "b", Optional.empty()));
  }

  @Test
  void kernelIsComparedWithWhatStepsNeed() {
    isOk("kernel", "Linux 6.12.0-1-amd64 x86_64");
    tree.release("5.15.0");
    isLimited(
            "kernel",
            "Linux 5.15.0 x86_64, too old for wait-killable-recv, MPOL_WEIGHTED_INTERLEAVE")
        .isEqualTo("upgrade to Linux 6.9 or newer");
    assertThat(tree.facility("kernel").prevents()).isFalse();
    tree.release("5.11.22");
    isMissing("kernel", "Linux 5.11.22 x86_64").isEqualTo("upgrade to Linux 5.12 or newer");
    assertThat(tree.facility("kernel").prevents()).isTrue();
  }

  @Test
  void releaseThatIsNoVersionIsNoKernelThatWillDo() {
    tree.release("unknown");
    isMissing("kernel", "Linux unknown x86_64").endsWith("5.12 or newer");
  }

  @Test
  void namespaceOfEveryContainerIsNeeded() throws IOException {
    isOk(NAMESPACES, "pid, net, mnt, ipc, uts, user, cgroup, time");
    tree.without("/proc/self/ns/time").without("/proc/self/ns/user");
    isLimited(NAMESPACES, "the kernel has no user, time")
        .isEqualTo("use a kernel that is built with CONFIG_USER_NS, CONFIG_TIME_NS");
    tree.without("/proc/self/ns/mnt").without("/proc/self/ns/cgroup");
    isMissing(NAMESPACES, "the kernel has no mnt, user, cgroup, time")
        .contains("CONFIG_NAMESPACES", "CONFIG_CGROUPS");
    assertThat(tree.facility(NAMESPACES).prevents()).isTrue();
  }

  @Test
  void kernelWithoutAnyNamespaceIsTold() throws IOException {
    for (String kind : new String[] {"cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"}) {
      tree.without("/proc/self/ns/" + kind);
    }
    isMissing(NAMESPACES, "the kernel has no pid, net, mnt, ipc, uts, user, cgroup, time");
  }

  @Test
  void userNamespacesAreNeededByWhoHasNoPrivilege() throws IOException {
    isOk(USER_NAMESPACES, "at most 15000 a user");
    tree.without("/proc/self/ns/user");
    isMissing(USER_NAMESPACES, "the kernel has none").contains("CONFIG_USER_NS");
    assertThat(tree.facility(USER_NAMESPACES).prevents()).isTrue();
    tree.privileged();
    assertThat(tree.facility(USER_NAMESPACES).prevents()).isFalse();
  }

  @Test
  void userNamespacesMayBeForbiddenToAll() throws IOException {
    tree.file("/proc/sys/user/max_user_namespaces", "0\n").privileged();
    isMissing(USER_NAMESPACES, "sysctl user.max_user_namespaces is 0")
        .isEqualTo("run 'sudo sysctl user.max_user_namespaces=15000'");
    tree.without("/proc/sys/user/max_user_namespaces");
    isOk(USER_NAMESPACES, "allowed");
  }

  @Test
  void userNamespacesMayBeForbiddenToOthersThanRoot() throws IOException {
    tree.file("/proc/sys/kernel/unprivileged_userns_clone", "0\n");
    isMissing(USER_NAMESPACES, "sysctl kernel.unprivileged_userns_clone is 0")
        .isEqualTo("run 'sudo sysctl kernel.unprivileged_userns_clone=1'");
    tree.privileged();
    isOk(USER_NAMESPACES, "at most 15000 a user");
  }

  @Test
  void userNamespacesMayNeedAProfile() throws IOException {
    tree.file("/proc/sys/kernel/unprivileged_userns_clone", "1\n");
    tree.file("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
    isMissing(
            USER_NAMESPACES,
            "only for programs that a profile of AppArmor allows them: sysctl"
                + " kernel.apparmor_restrict_unprivileged_userns is 1")
        .contains("'cdlc explain CDL7006'");
    tree.privileged();
    isOk(USER_NAMESPACES, "at most 15000 a user");
  }

  @Test
  void subordinateIdsAreOfTheCallersNameOrUid() throws IOException {
    isOk("subuid", "alice:165536:65536");
    assertThat(tree.facility("subgid").detail()).endsWith(":165536:65536");
    tree.file("/etc/subuid", "bob:1:9\nalice:2\nalice:x:1\nalice:5:0\nalice:5:y\n\n");
    isMissing("subuid", "/etc/subuid gives no ids to alice: a user namespace has one only")
        .startsWith("run 'sudo usermod --add-subuids 100000-165535 alice'");
    tree.without("/etc/subgid").file("/etc/passwd", "alice\n");
    assertThat(tree.facility("subgid").fix().orElseThrow()).matches(".* [0-9]+', or with .*");
    tree.privileged();
    isOk("subuid", NOT_NEEDED);
  }

  @Test
  void programsThatMapIdsNeedPrivilege() throws IOException {
    isOk("newuidmap", "/usr/bin/newuidmap with CAP_SETUID");
    tree.withoutFileCapabilities();
    isMissing("newgidmap", "/usr/bin/newgidmap is neither set-user-ID root nor has CAP_SETGID")
        .isEqualTo("run 'sudo chown root /usr/bin/newgidmap && sudo chmod u+s /usr/bin/newgidmap'");
    tree.without("/usr/bin/newuidmap");
    isMissing("newuidmap", "there is no /usr/bin/newuidmap").contains("'uidmap'");
    tree.privileged();
    isOk("newuidmap", NOT_NEEDED);
  }

  @Test
  void programsGiveNothingToWhoGainsNoPrivileges() throws IOException {
    tree.file("/proc/self/status", "Name:\tjava\nNoNewPrivs:\t1\n");
    isMissing(
            "newuidmap",
            "no_new_privs is set for this process: /usr/bin/newuidmap gets no privilege")
        .contains("'NoNewPrivs: 0'");
  }

  @Test
  void setUserIdCountsOnlyAsRoots() throws IOException {
    tree.withoutFileCapabilities().mode("/usr/bin/newuidmap", 0104755);
    boolean roots = (Integer) Files.getAttribute(folder, "unix:uid") == 0;
    assertThat(tree.facility("newuidmap").state()).isEqualTo(roots ? State.OK : State.MISSING);
  }

  @Test
  void networksOfUsersWantAProgramAndADevice() throws IOException {
    isOk("net user", "connected by /usr/bin/slirp4netns");
    tree.file("/usr/bin/pasta", "").without("/usr/bin/slirp4netns");
    isOk("net user", "connected by /usr/bin/pasta");
    tree.privileged();
    isMissing(
            "net user",
            "there is no /usr/bin/slirp4netns, and pasta serves only callers without root")
        .isEqualTo("install the package 'slirp4netns'");
    tree.without("/usr/bin/pasta");
    isMissing("net user", "there is neither /usr/bin/slirp4netns nor /usr/bin/pasta");
    tree.without("/dev/net/tun");
    isMissing("net user", "there is no /dev/net/tun").isEqualTo("run 'sudo modprobe tun'");
  }

  @Test
  void deviceOfNetworksIsOpenToOrdinaryUsers() throws IOException {
    tree.mode("/dev/net/tun", 0660);
    isMissing("net user", "/dev/net/tun is closed to ordinary users")
        .isEqualTo("run 'sudo chmod 0666 /dev/net/tun'");
    tree.privileged();
    isOk("net user", "connected by /usr/bin/slirp4netns");
  }

  @Test
  void cgroupsAreOfEitherVersion() {
    isOk("cgroups", "v2");
    tree.v1("cpu");
    isLimited("cgroups", "hybrid, v1 beside v2: only root sets limits")
        .contains("systemd.unified_cgroup_hierarchy=1");
    tree.withoutCgroups().v1("cpu");
    isLimited("cgroups", "v1: only root sets limits");
    tree.privileged();
    isOk("cgroups", "v1");
    tree.withoutCgroups();
    isMissing("cgroups", "no hierarchy is mounted: containers have no limits")
        .contains("mount -t cgroup2");
    assertThat(tree.facility("cgroups").prevents()).isFalse();
  }

  @Test
  void controllersAreOfEitherVersion() {
    isOk(
        "controllers",
        "cpu v2, memory v2, pids v2, cpuset v2, io v2, hugetlb v2, rdma v2, net_cls missing,"
            + " net_prio missing, devices v2");
    tree.v2("cpu").v1("memory", "blkio", "pids", "cpuset", "devices");
    isLimited(
            "controllers",
            "cpu v2, memory v1, pids v1, cpuset v1, io v1, hugetlb missing, rdma missing, net_cls"
                + " missing, net_prio missing, devices v1")
        .startsWith("use a kernel that has hugetlb, rdma, ");
  }

  @Test
  void delegatedIsTheCallersOwnCgroup() throws IOException {
    isOk("delegation", "cpuset, cpu, io, memory, pids in /user.slice/alice");
    tree.file("/cg/user.slice/alice/cgroup.controllers", "memory pids\n");
    isLimited("delegation", "/user.slice/alice has no cpu, cpuset, io")
        .startsWith("write 'Delegate=cpu cpuset io memory pids' below ");
    tree.without("/cg/user.slice/alice/cgroup.procs");
    isMissing(
            "delegation", "the cgroup /user.slice/alice is not the caller's, who cannot set limits")
        .isEqualTo("start cdlc by 'systemd-run --user --scope -p Delegate=yes'");
  }

  @Test
  void delegatedIsTheCgroupAboveThatOfProcessesThatWereMoved() throws IOException {
    tree.file("/proc/self/cgroup", "0::/user.slice/alice/cdlc-callers\n");
    isOk("delegation", "cpuset, cpu, io, memory, pids in /user.slice/alice");
  }

  @Test
  void cgroupOfAnotherIsNotDelegated() throws IOException {
    tree.asAnother();
    isMissing(
        "delegation", "the cgroup /user.slice/alice is not the caller's, who cannot set limits");
    tree.file("/proc/self/cgroup", "3:cpu:/a\n");
    isMissing("delegation", "the cgroup is not the caller's, who cannot set limits");
    tree.without("/proc/self/cgroup");
    isMissing("delegation", "the cgroup is not the caller's, who cannot set limits");
  }

  @Test
  void onlyV2IsDelegated() {
    tree.v1("cpu");
    isMissing("delegation", "only cgroup v2 can be delegated");
    tree.withoutCgroups().v1("cpu");
    isMissing("delegation", "only cgroup v2 can be delegated").startsWith("boot with ");
    tree.privileged();
    isOk("delegation", "not needed: the caller sets any limit");
  }

  @Test
  void seccompKnowsItsActions() throws IOException {
    isOk("seccomp", "kill_process, kill_thread, trap, errno, user_notif, trace, log, allow");
    tree.file("/proc/sys/kernel/seccomp/actions_avail", "kill_thread trap errno trace allow\n");
    isLimited("seccomp", "the kernel does not know kill_process, user_notif, log")
        .isEqualTo("upgrade to Linux 5.0 or newer");
    tree.without("/proc/sys/kernel/seccomp/actions_avail");
    isMissing("seccomp", "the kernel filters no system calls").contains("CONFIG_SECCOMP_FILTER");
  }

  @Test
  void landlockHasAVersion() {
    isOk("landlock", "version 6");
    tree.withoutLandlock();
    isMissing("landlock", "the kernel has none, or it is switched off")
        .startsWith("use Linux 5.13 or newer, ");
  }

  @Test
  void securityModulesAreThoseOfProfilesAndLabels() throws IOException {
    isOk("security modules", "lockdown, capability, landlock, apparmor");
    tree.file("/sys/kernel/security/lsm", "capability,selinux");
    isOk("security modules", "capability, selinux");
    tree.file("/sys/kernel/security/lsm", "capability,yama");
    isLimited("security modules", "capability, yama, but no apparmor or selinux")
        .contains("'lsm='");
    tree.without("/sys/kernel/security/lsm");
    isLimited("security modules", "which are active cannot be read from /sys/kernel/security/lsm")
        .contains("securityfs");
    tree.file("/sys/kernel/security/lsm", "");
    assertThat(tree.facility("security modules").state()).isEqualTo(State.LIMITED);
  }

  @Test
  void memoryMayBeKeptFromBeingExecuted() throws IOException {
    tree.file("/proc/sys/vm/memfd_noexec", "1\n");
    isOk("executable memory", "executables are sealed in memory");
    tree.file("/proc/sys/vm/memfd_noexec", "2\n");
    isLimited(
            "executable memory",
            "sysctl vm.memfd_noexec is 2: executables run from their files, and none is kept")
        .isEqualTo("run 'sudo sysctl vm.memfd_noexec=1'");
  }

  @Test
  void warmStartsNeedAFolderOfTheCallers() throws IOException {
    isOk("warm starts", "kept in /home/alice/.cache/cdlc");
    tree.without("/home/alice/.cache/cdlc");
    isOk("warm starts", "will be kept in /home/alice/.cache/cdlc");
    tree.asAnother();
    assertThat(tree.facility("warm starts").state()).isEqualTo(State.MISSING);
    tree.cache(Optional.empty());
    isMissing("warm starts", "there is no folder to keep executables in")
        .isEqualTo("set HOME or XDG_CACHE_HOME to an absolute path");
  }

  @Test
  void warmStartsFollowNoSymbolicLink() throws IOException {
    tree.link("/home/carol", "alice").cache(Optional.of(Path.of("/home/carol/.cache/cdlc")));
    isMissing("warm starts", "/home/carol is a symbolic link")
        .isEqualTo("set XDG_CACHE_HOME to a path without");
  }

  @Test
  void warmStartsNeedAFolderThatNobodyElseWritesTo() throws IOException {
    tree.folder("/home/alice/.cache/cdlc", "rwxrwx---");
    isMissing("warm starts", "/home/alice/.cache/cdlc can be written to by other users")
        .isEqualTo("run 'chmod go-w /home/alice/.cache/cdlc'");
    tree.folder("/home/alice/.cache/cdlc", "rwx------").folder("/home/alice", "rwxrwxrwx");
    isMissing("warm starts", "/home/alice can be written to by other users");
    tree.mode("/home/alice", 041777);
    isOk("warm starts", "kept in /home/alice/.cache/cdlc");
    tree.asAnother().cache(Optional.of(Path.of("/home/alice/new/cdlc")));
    assertThat(tree.facility("warm starts").fix().orElse("set XDG_CACHE_HOME to a folder of yours"))
        .isEqualTo("set XDG_CACHE_HOME to a folder of yours");
  }

  @Test
  void warmStartsNeedAFolder() throws IOException {
    tree.file("/home/file", "").cache(Optional.of(Path.of("/home/file/cdlc")));
    isMissing("warm starts", "/home/file is no folder").isEqualTo("remove /home/file");
  }

  @Test
  void warmStartsNeedNoFolderOfAnother() {
    tree.asAnother();
    assertThat(tree.facility("warm starts").detail()).endsWith(" belongs to another user");
  }

  /** The kernel allows no fewer than 301; Files.readString would see the first digit. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void numberOfTheKernelIsReadWhole() {
    String most = new HostFile(Path.of("/proc/sys/kernel/pid_max")).text().orElseThrow();
    assertThat(Long.parseLong(most)).isGreaterThan(300);
  }
}
