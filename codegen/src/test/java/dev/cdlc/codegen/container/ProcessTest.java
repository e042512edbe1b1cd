package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.ExecutionDomain;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.IoClass;
import dev.cdlc.plan.MemoryPolicyMode;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Rlimit;
import dev.cdlc.plan.SchedulingPolicy;
import dev.cdlc.plan.SupervisorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the container's first process has from the start: its limits, its share of the host. */
class ProcessTest extends ContainerTest {
  private static final String SHOW = "ulimit -Sn; ulimit -Hn; ulimit -Sc; ulimit -Hc";
  private static final int CAP_SYS_RESOURCE = 24;

  @Test
  void hasItsLimits() throws Exception {
    var plan =
        shell(SHOW)
            .identity(
                new InitAction.LimitResource(Rlimit.NOFILE, 20, 40),
                new InitAction.LimitResource(Rlimit.CORE, 0, 512));
    assertThat(run(plan).out()).isEqualTo("20\n40\n0\n1\n");
  }

  @Test
  void isToldWhichLimitCannotBeRaised() throws Exception {
    var plan = shell(SHOW).identity(new InitAction.LimitResource(Rlimit.NOFILE, 20, 400));
    String script = "ulimit -n 200; exec setpriv --bounding-set -sys_resource \"$1\"";
    var outcome = Host.script(script, plan, folder);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7024]: sample.cdl:19:3: cannot limit nofile to 20:400: EPERM")
        .contains("\n  help: only CAP_SYS_RESOURCE");
  }

  @Test
  void hasItsLimitsInAUserNamespace() throws Exception {
    var plan =
        inUserNamespace(SHOW)
            .outside(
                new SupervisorAction.RaiseLimit(Rlimit.NOFILE, 40),
                new SupervisorAction.RaiseLimit(Rlimit.CORE, 512))
            .identity(
                new InitAction.LimitResource(Rlimit.NOFILE, 20, 40),
                new InitAction.LimitResource(Rlimit.CORE, 0, 512));
    assertThat(run(plan).out()).isEqualTo("20\n40\n0\n1\n");
  }

  @Test
  void hasItsLimitsRaisedFromOutsideOfAUserNamespaceIfTheHostAllowsIt() throws Exception {
    if (mayRaise()) {
      assertThat(raised().out()).isEqualTo("300\n400\nunlimited\nunlimited\n");
    } else {
      assertThat(raised().err())
          .startsWith("error[CDL7024]: sample.cdl:")
          .contains(": cannot raise the limit of nofile to 400: EPERM");
    }
  }

  @Test
  void isScheduledAsAsked() throws Exception {
    var batch = new InitAction.SetScheduler(SchedulingPolicy.BATCH, List.of(), 5, 0, 0, 0, 0);
    assertThat(run(shell("cut -d' ' -f19,41 /proc/self/stat").identity(batch)).out())
        .isEqualTo("5 3\n");
  }

  @Test
  void doesNotHandItsNiceValueDown() throws Exception {
    var reset =
        new InitAction.SetScheduler(
            SchedulingPolicy.OTHER, List.of(SchedulingPolicy.Flag.RESET_ON_FORK), -3, 0, 0, 0, 0);
    var plan = shell("cut -d' ' -f19 /proc/$$/stat; cut -d' ' -f19 /proc/self/stat; true");
    assertThat(run(plan.identity(reset)).out()).isEqualTo("-3\n0\n");
  }

  @Test
  void isToldWhatIsNeededForRealTime() throws Exception {
    var plan =
        shell("true")
            .identity(new InitAction.SetScheduler(SchedulingPolicy.RR, List.of(), 0, 10, 0, 0, 0));
    var outcome = Host.script("exec setpriv --bounding-set -sys_nice \"$1\"", plan, folder);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7025]: sample.cdl:19:3: cannot schedule by rr priority 10: EPERM")
        .contains("\n  help: CAP_SYS_NICE is needed");
  }

  @Test
  void hasItsPriorityAtTheDisk() throws Exception {
    var plan = shell("ionice").identity(new InitAction.SetIoPriority(IoClass.BE, 6));
    assertThat(run(plan).out()).isEqualTo("best-effort: prio 6\n");
  }

  @Test
  void takesItsMemoryFromTheNodesAsked() throws Exception {
    var bind =
        new InitAction.SetMemoryPolicy(
            MemoryPolicyMode.BIND, List.of(MemoryPolicyMode.Flag.STATIC_NODES), List.of(0));
    var plan = shell("cut -d' ' -f2 /proc/self/numa_maps | sort -u");
    assertThat(run(plan.identity(bind)).out()).isEqualTo("bind=static:0\n");
  }

  @Test
  void isToldThatTheHostLacksTheNode() throws Exception {
    var bind = new InitAction.SetMemoryPolicy(MemoryPolicyMode.BIND, List.of(), List.of(700));
    var outcome = run(shell("true").identity(bind));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7025]: sample.cdl:19:3: cannot take memory by bind 700: EINVAL");
  }

  @Test
  void hasItsPersonality() throws Exception {
    var plan = shell("uname -m").identity(new InitAction.SetPersonality(ExecutionDomain.LINUX32));
    assertThat(run(plan).out()).isEqualTo("i686\n");
  }

  @Test
  void hasItsOomScore() throws Exception {
    var plan = shell("cat /proc/self/oom_score_adj").begin(new InitAction.AdjustOomScore(321));
    assertThat(run(plan).out()).isEqualTo("321\n");
  }

  @Test
  void hasItsOomScoreInAUserNamespace() throws Exception {
    var plan =
        inUserNamespace("cat /proc/self/oom_score_adj").begin(new InitAction.AdjustOomScore(321));
    assertThat(run(plan).out()).isEqualTo("321\n");
  }

  @Test
  void goesWithoutWhatMayBeLeftOut() throws Exception {
    var plan =
        shell("ulimit -n")
            .begin(new InitAction.AdjustOomScore(-321, true))
            .outside(new SupervisorAction.RaiseLimit(Rlimit.NOFILE, 1L << 40, true))
            .identity(new InitAction.LimitResource(Rlimit.NOFILE, 1L << 40, 1L << 40, true));
    var outcome =
        Host.script(
            "ulimit -n 300; exec setpriv --bounding-set -sys_resource \"$1\"", plan, folder);
    assertThat(outcome.out()).isEqualTo("300\n");
    assertThat(outcome.err())
        .containsSubsequence(
            ": the OOM score cannot be adjusted here; it stays as the caller's, as `try` allows",
            ": nofile cannot be limited so here; it stays as it is, as `try` allows");
  }

  @Test
  void isToldWhatAnOomScoreNeeds() throws Exception {
    var plan = shell("true").begin(new InitAction.AdjustOomScore(-321));
    var outcome = Host.script("exec setpriv --bounding-set -sys_resource \"$1\"", plan, folder);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("cannot adjust the OOM score by -321: EACCES")
        .contains("\n  help: a score below");
  }

  @Test
  void hasClocksOfItsOwn() throws Exception {
    var clocks = new InitAction.OffsetClocks(Duration.ZERO, Duration.ofDays(10_000));
    var plan =
        shell("cut -d. -f1 /proc/uptime; cut -f1-4 /proc/self/timens_offsets | tr -s ' '")
            .namespaces(Namespace.MNT, Namespace.PID)
            .begin(clocks);
    var lines = run(plan).out().lines().toList();
    assertThat(Long.parseLong(lines.getFirst())).isGreaterThan(864_000_000);
    assertThat(lines.subList(1, 3)).containsExactly("monotonic 0 0", "boottime 864000000 0");
  }

  @Test
  void isToldWhichTimeNoClockCanHave() throws Exception {
    var clocks = new InitAction.OffsetClocks(Duration.ofDays(-10_000), Duration.ZERO);
    var outcome = run(shell("true").namespaces(Namespace.MNT, Namespace.PID).begin(clocks));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("error[CDL7018]:")
        .contains("cannot set the container's clocks: ERANGE")
        .contains("\n  help: no clock can be before");
  }

  @Test
  void isToldThatASysctlWasRefused() throws Exception {
    var plan = shell("true").begin(new InitAction.SetSysctl("net.core.no_such", "1"));
    var outcome = run(plan);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("error[CDL7017]:")
        .contains("cannot set the sysctl net.core.no_such=1: ENOENT");
  }

  private Host.Outcome raised() throws Exception {
    var plan =
        inUserNamespace(SHOW)
            .outside(
                new SupervisorAction.RaiseLimit(Rlimit.NOFILE, 400),
                new SupervisorAction.RaiseLimit(Rlimit.CORE, Rlimit.INFINITY))
            .identity(
                new InitAction.LimitResource(Rlimit.NOFILE, 300, 400),
                new InitAction.LimitResource(Rlimit.CORE, Rlimit.INFINITY, Rlimit.INFINITY));
    return Host.script("ulimit -n 200; ulimit -c 1; exec \"$1\"", plan, folder);
  }

  private SamplePlan inUserNamespace(String script) {
    return shell(script).namespaces(Namespace.MNT, Namespace.PID, Namespace.USER);
  }

  private static boolean mayRaise() throws Exception {
    String effective =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("CapEff:"))
            .findFirst()
            .orElseThrow();
    return (Long.parseLong(effective.split("\t", -1)[1], 16) >> CAP_SYS_RESOURCE & 1) == 1;
  }
}
