package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Capability;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who the container's command is, and what it may do. */
class IdentityTest extends ContainerTest {
  private static final Capability CHOWN = Capability.CAP_CHOWN;
  private static final Capability KILL = Capability.CAP_KILL;

  @Test
  void becomesANumericUserWithGroups() throws Exception {
    assertThat(
            id(
                new InitAction.Id.Numeric(1000),
                group(1001),
                new InitAction.Id.Numeric(7),
                new InitAction.Id.Numeric(8)))
        .isEqualTo("uid=1000 gid=1001 groups=7,8\n");
  }

  @Test
  void looksNamesUpInTheRoot() throws Exception {
    Host.write(root.resolve("etc/passwd"), "web2:x:9:9::/:\nweb:x:33:44:w:/:/bin/sh\nw:x:5:5::/:");
    Host.write(root.resolve("etc/group"), "wheel:x:10:\nstaff:x:50:a,b\n");
    assertThat(
            id(new InitAction.Id.Named("web"), Optional.empty(), new InitAction.Id.Named("staff")))
        .isEqualTo("uid=33(web) gid=44 groups=50(staff)\n");
    assertThat(id(new InitAction.Id.Named("w"), Optional.of(new InitAction.Id.Named("wheel"))))
        .isEqualTo("uid=5(w) gid=10(wheel)\n");
  }

  @Test
  void takesTheGroupOfANumericUserFromTheRoot() throws Exception {
    Host.write(root.resolve("etc/passwd"), "a:x:330:1::/:\nweb:x:33:44:w:/:/bin/sh\n");
    assertThat(id(new InitAction.Id.Numeric(33), Optional.empty()))
        .isEqualTo("uid=33(web) gid=44\n");
    assertThat(id(new InitAction.Id.Numeric(3), Optional.empty())).isEqualTo("uid=3 gid=0\n");
  }

  @Test
  void givesRootExactlyTheCapabilitiesAsked() throws Exception {
    var outcome =
        run(
            capabilities()
                .identity(
                    new InitAction.LimitBoundingSet(List.of(CHOWN, KILL)),
                    new InitAction.SetCapabilities(
                        List.of(CHOWN, KILL), List.of(CHOWN, KILL), List.of(), List.of())));
    assertThat(outcome.out()).isEqualTo(sets(0, 0x21, 0x21, 0x21, 0));
  }

  @Test
  void givesAUserItsAmbientCapabilities() throws Exception {
    var outcome =
        run(
            capabilities()
                .identity(
                    new InitAction.LimitBoundingSet(List.of(CHOWN, KILL)),
                    new InitAction.SetUser(new InitAction.Id.Numeric(1000), group(1000), List.of()),
                    new InitAction.SetCapabilities(
                        List.of(KILL), List.of(KILL), List.of(KILL), List.of(KILL))));
    assertThat(outcome.out()).isEqualTo(sets(0x20, 0x20, 0x20, 0x21, 0x20));
  }

  @Test
  void takesAUserItsCapabilities() throws Exception {
    var outcome =
        run(
            capabilities()
                .identity(
                    new InitAction.LimitBoundingSet(List.of(CHOWN)),
                    new InitAction.SetUser(new InitAction.Id.Numeric(1000), group(1000), List.of()),
                    new InitAction.SetCapabilities(
                        List.of(CHOWN), List.of(CHOWN), List.of(), List.of())));
    assertThat(outcome.out()).isEqualTo(sets(0, 0, 0, 1, 0));
  }

  @Test
  void leavesOutWhatTheHostLacks() throws Exception {
    List<Capability> all = List.of(Capability.values());
    var plan =
        capabilities()
            .identity(
                new InitAction.LimitBoundingSet(all),
                new InitAction.SetCapabilities(all, all, List.of(), List.of()));
    assertThat(run(plan).status()).isZero();
  }

  @Test
  void namesTheCapabilityThatTheHostLacks() throws Exception {
    var plan =
        capabilities()
            .identity(
                new InitAction.RequireCapabilities(List.of(CHOWN)),
                new InitAction.RequireCapabilities(List.of(KILL)));
    var outcome =
        Host.script("exec setpriv --bounding-set -kill --inh-caps -kill \"$1\"", plan, folder);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7022]: sample.cdl:20:3: cannot give CAP_KILL: EPERM");
  }

  @Test
  void setsNoNewPrivileges() throws Exception {
    var plan =
        shell("grep NoNewPrivs /proc/self/status").identity(new InitAction.NoNewPrivileges());
    assertThat(run(plan).out()).isEqualTo("NoNewPrivs:\t1\n");
  }

  @Test
  void isRootInAUserNamespaceOnly() throws Exception {
    var plan =
        new SamplePlan(root)
            .namespaces(Namespace.USER, Namespace.MNT, Namespace.PID)
            .mount(SamplePlan.proc())
            .shell("id -u; id -g; cat /proc/self/uid_map /proc/self/gid_map /proc/self/setgroups");
    var outcome = run(plan);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().replaceAll(" +", " ")).isEqualTo("0\n0\n 0 0 1\n 0 0 1\ndeny\n");
  }

  @Test
  void reachesWhatOnlyTheHostsRootMayReach() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(home.resolve("file"), "content\n");
    Path closed = Files.move(root, home.resolve("root"));
    var plan =
        new SamplePlan(closed)
            .namespaces(Namespace.USER, Namespace.MNT, Namespace.PID)
            .mount(
                SamplePlan.proc(),
                new InitAction.Bind(home.resolve("file").toString(), "/f", false, List.of(), false))
            .shell("cat /f; grep -c shared: /proc/self/mountinfo; ls /proc/self/fd | wc -w");
    String shared = "exec unshare --mount --propagation shared \"$1\"";
    var outcome =
        Host.script(
            "chown 1000:1000 %s; chmod 700 %s; %s".formatted(home, home, shared), plan, folder);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("content\n0\n4\n");
  }

  @Test
  void needsNoPrivilegeWithAUserNamespace() throws Exception {
    Files.createDirectories(root.resolve("proc"));
    var plan =
        new SamplePlan(root)
            .namespaces(Namespace.USER, Namespace.MNT, Namespace.PID, Namespace.NET, Namespace.IPC)
            .mount(SamplePlan.proc())
            .shell("id -u; cat /proc/self/uid_map");
    var outcome = Host.script(UNPRIVILEGED, plan, folder);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().replaceAll(" +", " ")).isEqualTo("0\n 0 65534 1\n");
  }

  @Test
  void saysWhatAnUnprivilegedCallerCanDo() throws Exception {
    var outcome = Host.script(UNPRIVILEGED, shell("true"), folder);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains(
            "cannot make the namespaces: EPERM (Operation not permitted)\n  help: CAP_SYS_ADMIN is missing: run it as")
        .contains("`ns user`");
  }

  private static final String UNPRIVILEGED =
      "chmod 755 $(dirname \"$1\"); exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$1\"";

  private String id(InitAction.Id user, Optional<InitAction.Id> group, InitAction.Id... groups)
      throws Exception {
    var plan = shell("id").identity(new InitAction.SetUser(user, group, List.of(groups)));
    return run(plan).out();
  }

  private static Optional<InitAction.Id> group(long gid) {
    return Optional.of(new InitAction.Id.Numeric(gid));
  }

  private SamplePlan capabilities() {
    return shell("").run("/bin/grep", "^Cap", "/proc/self/status");
  }

  private static String sets(long... inheritablePermittedEffectiveBoundingAmbient) {
    long[] sets = inheritablePermittedEffectiveBoundingAmbient;
    return "CapInh:\t%016x\nCapPrm:\t%016x\nCapEff:\t%016x\nCapBnd:\t%016x\nCapAmb:\t%016x\n"
        .formatted(sets[0], sets[1], sets[2], sets[3], sets[4]);
  }
}
