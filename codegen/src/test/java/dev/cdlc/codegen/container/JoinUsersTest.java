package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A user namespace that exists before the container. */
class JoinUsersTest extends ContainerTest {
  /**
   * Begins a process in namespaces of its own, {@code kept/KIND}, whose users are those from 100000
   * on; then runs the container.
   */
  private static final String BESIDE =
      """
      cd "${1%%/*}"
      unshare --user %s sleep 60 & other=$!
      trap 'kill -KILL $other' EXIT
      until test "$(cat /proc/$other/comm)" = sleep; do sleep 0.1; done
      ln -s /proc/$other/ns kept
      %s
      "$1"
      """;

  private static final String MAPS =
      """
      echo 0 100000 1000 >/proc/$other/uid_map
      echo 0 100000 1000 >/proc/$other/gid_map
      """;

  @Test
  void containerHasTheUsersOfAnother() throws Exception {
    var plan =
        joining("tr -s ' ' </proc/self/uid_map; id -u; id -G; touch /made")
            .identity(
                new InitAction.SetUser(
                    new InitAction.Id.Numeric(7),
                    Optional.of(new InitAction.Id.Numeric(5)),
                    List.of(new InitAction.Id.Numeric(9))));
    Host.run(List.of("chmod", "0777", root.toString()));
    assertThat(Host.script(BESIDE.formatted("", MAPS), plan, folder).out())
        .isEqualTo(" 0 100000 1000\n7\n5 9\n");
    assertThat(Host.run(List.of("stat", "-c", "%u:%g", root.resolve("made").toString())).out())
        .isEqualTo("100007:100005\n");
  }

  @Test
  void freshNamespacesBelongToIt() throws Exception {
    var plan = joining("hostname fresh && hostname; ip link set lo up && echo up");
    assertThat(Host.script(BESIDE.formatted("", MAPS), plan, folder).out())
        .isEqualTo("fresh\nup\n");
  }

  @Test
  void nothingInItHasPrivilegeOutside() throws Exception {
    var plan =
        joining("date -s 2000-01-01 >/dev/null 2>&1 || echo no").join(Namespace.NET, kept("net"));
    assertThat(Host.script(BESIDE.formatted("--net", MAPS), plan, folder).out()).isEqualTo("no\n");
  }

  /** In the order in which their owners allow it. */
  @Test
  void othersAreJoinedWhoeverOwnsThem() throws Exception {
    var plan =
        joining("cd /proc/self/ns; readlink net; readlink uts")
            .join(Namespace.NET, kept("net"))
            .join(Namespace.UTS, "/proc/self/ns/uts");
    String show = MAPS + "readlink /proc/$other/ns/net /proc/self/ns/uts";
    var outcome = Host.script(BESIDE.formatted("--net", show), plan, folder);
    var lines = outcome.out().lines().toList();
    assertThat(lines).as(outcome.err()).hasSize(4);
    assertThat(lines.subList(2, 4)).isEqualTo(lines.subList(0, 2));
  }

  @Test
  void ofACallerWithoutPrivilegeItIsJoinedFirst() throws Exception {
    Host.run(List.of("chown", "-R", "65534:65534", root.toString()));
    Host.run(List.of("chmod", "0777", folder.toString()));
    var plan =
        shell("readlink /proc/self/ns/net; id -u")
            .namespaces(Namespace.MNT, Namespace.PID)
            .join(Namespace.NET, kept("net"))
            .join(Namespace.USER, kept("user"));
    String script =
        "exec setpriv --reuid=65534 --regid=65534 --clear-groups sh -c '"
            + BESIDE
                .formatted("--map-root-user --net", "readlink /proc/$other/ns/net")
                .replace("'", "'\\''")
            + "' sh \"$1\"";
    var lines = Host.script(script, plan, folder).out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).isEqualTo(lines.getFirst());
    assertThat(lines.get(2)).isEqualTo("0");
  }

  @Test
  void processesOfAnotherAreJoinedWithIt() throws Exception {
    String script =
        """
        cd "${1%/*}"
        unshare --user --map-root-user --pid --fork sleep 60 & other=$!
        while ! first=$(pgrep -P $other); do sleep 0.1; done
        trap 'kill -KILL $first' EXIT
        ln -s /proc/$first/ns kept
        "$1"
        """;
    var plan =
        shell("cat /proc/1/comm; test $$ != 1 && echo two; exit 3")
            .namespaces(Namespace.MNT)
            .join(Namespace.PID, kept("pid"))
            .join(Namespace.USER, kept("user"));
    var outcome = Host.script(script, plan, folder);
    assertThat(outcome.out()).isEqualTo("sleep\ntwo\n");
    assertThat(outcome.status()).isEqualTo(3);
  }

  @Test
  void ownUserNamespaceIsReportedAndAllIsUndone() throws Exception {
    var outcome = run(shell("true").join(Namespace.USER, "/proc/self/ns/user"));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7009]")
        .contains("cannot join the user namespace /proc/self/ns/user: EINVAL");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void namespaceWithoutARootIsReported() throws Exception {
    var outcome = Host.script(BESIDE.formatted("", ""), joining("true"), folder);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("error[CDL7020]")
        .contains("cannot become root in the user namespace: EINVAL")
        .contains("\n  help: the id is not mapped");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void namespaceOfAnotherKindIsReported() throws Exception {
    assertThat(run(shell("true").join(Namespace.USER, "/proc/self/ns/uts")).err())
        .contains("cannot join the user namespace /proc/self/ns/uts: EINVAL");
  }

  @Test
  void initIsTheSupervisorsChildAndDiesWithIt() throws Exception {
    var plan = joining("echo up; exec sleep 62");
    String start =
        MAPS
            + """
            mkfifo out
            "$1" >out & supervisor=$!
            exec 4<out
            read -r up <&4
            pgrep -c -P $supervisor
            kill -KILL $supervisor
            wait $supervisor 2>/dev/null
            sleep 0.3
            pgrep -xf 'sleep 62' || echo gone
            rmdir /sys/fs/cgroup/unified/cdlc/%1$s-* /sys/fs/cgroup/*/cdlc/%1$s-* \
              /sys/fs/cgroup/cdlc/%1$s-* 2>/dev/null
            exit
            """
                .formatted(SamplePlan.OF_THIS_RUN);
    assertThat(Host.script(BESIDE.formatted("", start), plan, folder).out()).isEqualTo("1\ngone\n");
  }

  private SamplePlan joining(String script) throws Exception {
    Host.run(List.of("chmod", "0755", folder.toString()));
    Host.run(List.of("chown", "-R", "100000:100000", root.toString()));
    return shell(script)
        .namespaces(Namespace.MNT, Namespace.PID, Namespace.UTS, Namespace.NET)
        .join(Namespace.USER, kept("user"));
  }

  private String kept(String kind) {
    return folder.resolve("kept").resolve(kind).toString();
  }
}
