package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A container whose first process looks after the command. */
class ReaperTest extends ContainerTest {
  private static final String ORPHAN =
      """
      sh -c 'sleep 1 & echo $! >/orphan'
      grep PPid /proc/$(cat /orphan)/status
      sleep 2
      test -d /proc/$(cat /orphan) && echo zombie || echo reaped
      """;

  @Test
  void commandIsItsChild() throws Exception {
    assertThat(run(shell("echo $$ $PPID").reaped()).out()).isEqualTo("2 1\n");
  }

  @Test
  void orphansAreReaped() throws Exception {
    assertThat(run(inBackground(ORPHAN)).out()).isEqualTo("PPid:\t1\nreaped\n");
  }

  @Test
  void orphansAreReapedAmongTheHostsProcesses() throws Exception {
    var plan = inBackground(ORPHAN).namespaces(Namespace.MNT);
    assertThat(run(plan).out()).matches("PPid:\t[0-9]{2,}\nreaped\n");
  }

  @ParameterizedTest
  @CsvSource({"exit 7, 7", "kill -KILL $$, 137", "kill -TERM $$, 143"})
  void statusIsTheCommands(String script, int status) throws Exception {
    var outcome = run(shell(script).reaped());
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void whatRunsOnEndsWithTheCommand() throws Exception {
    assertThat(run(inBackground("sleep 60 & echo done")).out()).isEqualTo("done\n");
  }

  @Test
  void commandWithoutHandlerEndsAtTheFirstSignal() throws Exception {
    String script = Host.STARTED + "kill -TERM $supervisor; wait $supervisor; echo $?";
    var plan = shell("echo up; exec sleep 60").reaped();
    assertThat(Host.script(script, plan, folder).out()).isEqualTo("143\n");
  }

  @Test
  void signalsReachTheCommand() throws Exception {
    String script = Host.STARTED + "kill -USR1 $supervisor; wait $supervisor; cat <&4";
    var plan = shell("trap 'echo usr1; exit' USR1; echo up; while :; do sleep 0.1; done").reaped();
    assertThat(Host.script(script, plan, folder).out()).isEqualTo("usr1\n");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void nothingOutlivesTheSupervisor(boolean ownPids) throws Exception {
    String script =
        Host.STARTED
            + "kill -KILL $supervisor; wait $supervisor 2>/dev/null; sleep 0.3; pgrep -f 'sleep 6''1'";
    var plan = shell("echo up; exec sleep 61").reaped();
    var whole = ownPids ? plan : plan.namespaces(Namespace.MNT);
    assertThat(Host.script(script, whole, folder).out()).isEmpty();
    removeCgroups();
  }

  @Test
  void theFilterIsTheCommandsAlone() throws Exception {
    var plan =
        shell("grep -h Seccomp: /proc/1/status /proc/self/status")
            .filter(FilterTest.denying("kill", "waitid"))
            .reaped();
    assertThat(run(plan).out()).isEqualTo("Seccomp:\t0\nSeccomp:\t2\n");
  }

  @Test
  void nothingIsOpenInIt() throws Exception {
    assertThat(run(shell("ls /proc/1/fd | wc -l").reaped()).out()).isEqualTo("1\n");
  }

  @Test
  void missingCommandIsReported() throws Exception {
    var outcome = run(new SamplePlan(root).run("/no/such").reaped());
    assertThat(outcome.status()).isEqualTo(127);
    assertThat(outcome.err()).contains("error[CDL7030]").contains("cannot run /no/such: ENOENT");
  }

  /** A shell's jobs read from /dev/null. */
  private SamplePlan inBackground(String script) {
    return shell(script)
        .path(
            new InitAction.MakeFolder("/dev"),
            new InitAction.Device("/dev/null", 1, 3, 0666, false))
        .reaped();
  }

  /** As the next `cdlc run` would, where a supervisor could not. */
  static void removeCgroups() throws Exception {
    String any = "*/cdlc/" + SamplePlan.OF_THIS_RUN + "-*";
    Host.run(
        List.of(
            "find",
            "/sys/fs/cgroup",
            "-depth",
            "-type",
            "d",
            "-path",
            any,
            "-exec",
            "rmdir",
            "{}",
            "+"));
    assertThat(Host.cgroups()).isEmpty();
  }
}
