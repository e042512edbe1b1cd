package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Namespace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Namespaces that exist before the container. */
class JoinTest extends ContainerTest {
  private static final String JOINED = "cannot join the net namespace ";

  /** Makes a namespace of a kind, keeps it by a mount, and runs the container. */
  private static final String KEPT =
      """
      cd "${1%%/*}" && touch kept && unshare --%s=kept %s || exit
      trap 'umount kept' EXIT
      "$1"
      """;

  @Test
  void containerIsInANamespaceThatWasThere() throws Exception {
    var plan = shell("hostname").join(Namespace.UTS, kept());
    assertThat(Host.script(KEPT.formatted("uts", "hostname older"), plan, folder).out())
        .isEqualTo("older\n");
  }

  @Test
  void networkIsAsItWas() throws Exception {
    var plan = shell("cat /proc/net/dev | wc -l").join(Namespace.NET, kept());
    String noInterfaceButLoopback = "3\n";
    assertThat(Host.script(KEPT.formatted("net", "true"), plan, folder).out())
        .isEqualTo(noInterfaceButLoopback);
  }

  @ParameterizedTest
  @CsvSource({"IPC, ipc", "CGROUP, cgroup", "TIME, time", "NET, net", "UTS, uts"})
  void everyKindIsJoined(Namespace kind, String name) throws Exception {
    var plan = shell("readlink /proc/self/ns/" + name).join(kind, kept());
    String show = KEPT.formatted(name, "true") + "stat -Lc '" + name + ":[%i]' kept\n";
    var lines = Host.script(show, plan, folder).out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).isEqualTo(lines.getLast());
  }

  @Test
  void containerIsAmongTheProcessesOfAnother() throws Exception {
    String script =
        """
        cd "${1%/*}"
        unshare -pf sleep 60 & other=$!
        while ! first=$(pgrep -P $other); do sleep 0.1; done
        ln -s /proc/$first/ns/pid kept
        "$1"
        kill -KILL $first
        """;
    var plan = shell("cat /proc/1/comm; test $$ != 1 && echo two").join(Namespace.PID, kept());
    assertThat(Host.script(script, plan, folder).out()).isEqualTo("sleep\ntwo\n");
  }

  @Test
  void ownedByTheHostItIsJoinedBeforeAUserNamespaceIsMade() throws Exception {
    var plan =
        shell("hostname")
            .namespaces(Namespace.MNT, Namespace.PID, Namespace.USER)
            .join(Namespace.UTS, kept());
    assertThat(Host.script(KEPT.formatted("uts", "hostname older"), plan, folder).out())
        .isEqualTo("older\n");
  }

  @Test
  void supervisorStaysWhereItWas() throws Exception {
    String script =
        """
        cd "${1%/*}" && touch kept && unshare --uts=kept hostname older && mkfifo out || exit
        trap 'umount kept' EXIT
        "$1" >out & supervisor=$!
        exec 4<out
        read -r up <&4
        test "$(readlink /proc/$supervisor/ns/uts)" = "$(readlink /proc/self/ns/uts)" && echo same
        ls -l /proc/$supervisor/fd | grep -c 'uts:'
        pkill -KILL -P $supervisor
        wait $supervisor
        """;
    var plan = shell("echo up; sleep 60").join(Namespace.UTS, kept());
    assertThat(Host.script(script, plan, folder).out()).isEqualTo("same\n0\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/null", "/proc/self/status", "/usr"})
  void whatIsNoNamespaceIsReportedBeforeAnythingIsDone(String path) throws Exception {
    var outcome = run(shell("true").join(Namespace.NET, path));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7009]: sample.cdl:4:3: " + JOINED + path + ": ENOTTY")
        .contains("\n  help: what stands there is no namespace");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void pipeThatNobodyWritesToIsNotWaitedFor() throws Exception {
    var plan = shell("true").join(Namespace.NET, kept());
    String script = "mkfifo \"${1%/*}/kept\"; exec \"$1\"";
    assertThat(Host.script(script, plan, folder).err()).contains(": ENOTTY");
  }

  @Test
  void namespaceOfAnotherKindIsReported() throws Exception {
    var outcome = run(shell("true").join(Namespace.NET, "/proc/self/ns/uts"));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains(JOINED + "/proc/self/ns/uts: EINVAL")
        .contains("\n  help: it is a namespace of another kind");
  }

  @Test
  void namespaceThatIsNotThereIsReported() throws Exception {
    assertThat(run(shell("true").join(Namespace.NET, "/run/netns/no-such")).err())
        .contains(JOINED + "/run/netns/no-such: ENOENT")
        .contains("`ip netns add`");
  }

  private String kept() {
    return Path.of(folder.toString(), "kept").toString();
  }
}
