package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signals on their way to the container, and its end. */
class SignalTest extends ContainerTest {
  private static final String TRAPS =
      "for s in HUP INT QUIT USR1 USR2 TERM WINCH; do trap \"echo $s\" $s; done;"
          + " echo ready; while :; do sleep 0.05; done";

  /** However slow the machine is, two signals in a row come soon enough after each other. */
  private static final String AGAIN_AND_AGAIN =
      """
      while :; do kill -${signal:-TERM} $supervisor; sleep 0.2; done & killer=$!
      cat <&4 >/dev/null & wait $supervisor; status=$?
      kill $killer; echo $status
      """;

  @AfterEach
  void leavesNothing() throws Exception {
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void forwardsWhatTheSupervisorIsSent() throws Exception {
    String script =
        """
        for s in HUP USR1 USR2 QUIT WINCH TERM; do
          kill -$s $supervisor; read -r told <&4; echo $told
        done
        """;
    var outcome = Host.script(Host.STARTED + script + AGAIN_AND_AGAIN, shell(TRAPS), folder);
    assertThat(outcome.out()).isEqualTo("HUP\nUSR1\nUSR2\nQUIT\nWINCH\nTERM\n137\n");
  }

  @Test
  void asksByItsOwnSignal() throws Exception {
    String script =
        "kill -TERM $supervisor; read -r told <&4; echo $told; kill -KILL $init; wait $supervisor";
    var plan = shell(TRAPS).stop(10, 100_000_000_000L);
    assertThat(Host.script(Host.STARTED + script, plan, folder).out()).isEqualTo("USR1\n");
  }

  @Test
  void killsWhatDoesNotEndInTime() throws Exception {
    String script = "kill -TERM $supervisor; wait $supervisor; echo $?";
    var plan = shell("echo up; exec sleep 100").stop(15, 300_000_000);
    assertThat(Host.script(Host.STARTED + script, plan, folder).out()).isEqualTo("137\n");
  }

  @Test
  void isNotPutOffByAskingAgain() throws Exception {
    String script =
        """
        while :; do kill -TERM $supervisor; sleep 2.2; done & killer=$!
        wait $supervisor; status=$?
        kill $killer; echo $status $(($(date +%s) - began < 9))
        """;
    var plan = shell("trap : TERM; echo up; while :; do sleep 0.1; done").stop(15, 3_000_000_000L);
    assertThat(Host.script("began=$(date +%s)\n" + Host.STARTED + script, plan, folder).out())
        .isEqualTo("137 1\n");
  }

  @Test
  void killsAtOnceWhatHasNoTime() throws Exception {
    String script = "kill -TERM $supervisor; wait $supervisor; echo $?";
    var plan = shell("echo up; exec sleep 100").stop(15, 0);
    assertThat(Host.script(Host.STARTED + script, plan, folder).out()).isEqualTo("137\n");
  }

  @Test
  void killsAtASecondInterruptSoonAfterTheFirst() throws Exception {
    String script = "signal=INT\n" + AGAIN_AND_AGAIN;
    var plan = shell("echo up; exec sleep 100");
    assertThat(Host.script(Host.STARTED + script, plan, folder).out()).isEqualTo("137\n");
  }

  @Test
  void doesNotKillAtASecondInterruptLongAfterTheFirst() throws Exception {
    String script =
        """
        kill -INT $supervisor; sleep 1; kill -USR1 $supervisor; sleep 1.5
        kill -INT $supervisor; sleep 0.2; exec 3>&-
        wait $supervisor; echo $?
        """;
    var plan = shell("echo up; exec cat");
    assertThat(Host.script(Host.STARTED + script, plan, folder).out()).isEqualTo("0\n");
  }

  @Test
  void leavesNoProcessWhenTheSupervisorIsKilledAtAnyMoment() throws Exception {
    String asleep = "sleep 4712" + ProcessHandle.current().pid();
    String script =
        """
        for i in $(seq 60); do
          "$1" & supervisor=$!
          [ $i -gt 30 ] && sleep 0.0$(($i %% 10))
          kill -KILL $supervisor
          wait $supervisor
        done 2>/dev/null
        for i in $(seq 100); do pgrep -xf '%1$s' >/dev/null || break; sleep 0.1; done
        pgrep -xf '%1$s'
        rmdir /sys/fs/cgroup/unified/cdlc/%2$s-* /sys/fs/cgroup/*/cdlc/%2$s-* \
          /sys/fs/cgroup/cdlc/%2$s-* 2>/dev/null
        """
            .formatted(asleep, SamplePlan.OF_THIS_RUN);
    var plan = shell("%1$s & %1$s; %1$s".formatted(asleep));
    assertThat(Host.script(script, plan, folder).out()).isEmpty();
  }

  @Test
  void passesTheStatusOfACommandThatIsItsOwnInit() throws Exception {
    var plan = new SamplePlan(root).namespaces(Namespace.MNT).run("/bin/sh", "-c", "kill -TERM $$");
    assertThat(run(plan).status()).isEqualTo(128 + 15);
  }
}
