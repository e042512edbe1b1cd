package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Action;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Rlimit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the container's first process has from the start: its limits. */
class ProcessTest extends ContainerTest {
  private static final String SHOW = "ulimit -Sn; ulimit -Hn; ulimit -Sc; ulimit -Hc";
  private static final int CAP_SYS_RESOURCE = 24;

  @Test
  void hasItsLimits() throws Exception {
    var plan =
        shell(SHOW)
            .identity(
                new Action.LimitResource(Rlimit.NOFILE, 20, 40),
                new Action.LimitResource(Rlimit.CORE, 0, 512));
    assertThat(run(plan).out()).isEqualTo("20\n40\n0\n1\n");
  }

  @Test
  void isToldWhichLimitCannotBeRaised() throws Exception {
    var plan = shell(SHOW).identity(new Action.LimitResource(Rlimit.NOFILE, 20, 400));
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
                new Action.RaiseLimit(Rlimit.NOFILE, 40), new Action.RaiseLimit(Rlimit.CORE, 512))
            .identity(
                new Action.LimitResource(Rlimit.NOFILE, 20, 40),
                new Action.LimitResource(Rlimit.CORE, 0, 512));
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

  private Host.Outcome raised() throws Exception {
    var plan =
        inUserNamespace(SHOW)
            .outside(
                new Action.RaiseLimit(Rlimit.NOFILE, 400),
                new Action.RaiseLimit(Rlimit.CORE, Rlimit.INFINITY))
            .identity(
                new Action.LimitResource(Rlimit.NOFILE, 300, 400),
                new Action.LimitResource(Rlimit.CORE, Rlimit.INFINITY, Rlimit.INFINITY));
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
