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

  @AfterEach
  void leavesNothing() throws Exception {
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void forwardsWhatTheSupervisorIsSent() throws Exception {
    var outcome =
        Host.script(
            """
            "$1" & supervisor=$!
            sleep 0.5
            for s in HUP USR1 USR2 QUIT WINCH TERM; do kill -$s $supervisor; sleep 0.2; done
            kill -TERM $supervisor
            wait $supervisor; echo $?
            """,
            shell(TRAPS),
            folder);
    assertThat(outcome.out()).isEqualTo("ready\nHUP\nUSR1\nUSR2\nQUIT\nWINCH\nTERM\n137\n");
  }

  @Test
  void killsAtASecondInterruptSoonAfterTheFirst() throws Exception {
    var outcome =
        Host.script(
            """
            "$1" & supervisor=$!
            sleep 0.3; kill -INT $supervisor; sleep 0.3; kill -INT $supervisor
            wait $supervisor; echo $?
            """,
            shell("").run("/bin/sleep", "100"),
            folder);
    assertThat(outcome.out()).isEqualTo("137\n");
  }

  @Test
  void doesNotKillAtASecondInterruptLongAfterTheFirst() throws Exception {
    var outcome =
        Host.script(
            """
            "$1" & supervisor=$!
            sleep 0.3; kill -INT $supervisor; sleep 1; kill -USR1 $supervisor; sleep 1.5
            kill -INT $supervisor
            wait $supervisor; echo $?
            """,
            shell("").run("/bin/sleep", "4"),
            folder);
    assertThat(outcome.out()).isEqualTo("0\n");
  }

  @Test
  void leavesNoProcessWhenTheSupervisorIsKilledAtAnyMoment() throws Exception {
    var outcome =
        Host.script(
            """
            for i in $(seq 60); do
              "$1" & supervisor=$!
              [ $i -gt 30 ] && sleep 0.0$(($i % 10))
              kill -KILL $supervisor
              wait $supervisor
            done 2>/dev/null
            sleep 0.2
            pgrep -xf 'sleep 4712'
            rmdir /sys/fs/cgroup/unified/cdlc/sample-* /sys/fs/cgroup/*/cdlc/sample-* \
              /sys/fs/cgroup/cdlc/sample-* 2>/dev/null
            """,
            shell("sleep 4712 & sleep 4712; sleep 4712"), folder);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void passesTheStatusOfACommandThatIsItsOwnInit() throws Exception {
    var plan = new SamplePlan(root).namespaces(Namespace.MNT).run("/bin/sh", "-c", "kill -TERM $$");
    assertThat(run(plan).status()).isEqualTo(128 + 15);
  }
}
