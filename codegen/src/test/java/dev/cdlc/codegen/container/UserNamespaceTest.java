package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.IdMapping;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SupervisorAction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The users of a container that has a user namespace. */
class UserNamespaceTest extends ContainerTest {
  private static final List<IdMapping> TWO_LINES =
      List.of(new IdMapping(0, 100_000, 1000), new IdMapping(1000, 200_000, 1));

  @Test
  void usersAndGroupsAreThoseOfTheMap() throws Exception {
    var plan =
        mapped("tr -s ' ' </proc/self/uid_map; tr -s ' ' </proc/self/gid_map; id -u; id -G")
            .identity(
                new InitAction.SetUser(
                    new InitAction.Id.Numeric(1000),
                    Optional.of(new InitAction.Id.Numeric(5)),
                    List.of(new InitAction.Id.Numeric(7))));
    assertThat(run(plan).out())
        .isEqualTo(" 0 100000 1000\n 1000 200000 1\n 0 100000 1000\n 1000 200000 1\n1000\n5 7\n");
  }

  @Test
  void whatTheContainerMakesIsItsUsersOnTheHost() throws Exception {
    var plan = mapped("touch /made; stat -c %u:%g /made");
    assertThat(run(plan).out()).isEqualTo("0:0\n");
    assertThat(Host.run(List.of("stat", "-c", "%u:%g", root.resolve("made").toString())).out())
        .isEqualTo("100000:100000\n");
  }

  @Test
  void oneUserAndGroupNeedNoPrivilege() throws Exception {
    var one = List.of(new IdMapping(0, 65_534, 1));
    var plan =
        shell("id -u; cat /proc/self/setgroups")
            .namespaces(Namespace.MNT, Namespace.PID, Namespace.USER)
            .maps(new SupervisorAction.MapIds(one, one));
    own(65_534);
    String script = "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$1\"";
    assertThat(Host.script(script, plan, folder).out()).isEqualTo("0\ndeny\n");
  }

  private SamplePlan mapped(String script) throws Exception {
    own(100_000);
    return shell(script)
        .namespaces(Namespace.MNT, Namespace.PID, Namespace.USER)
        .maps(new SupervisorAction.MapIds(TWO_LINES, TWO_LINES));
  }

  /** The root folder is the container's root's, and others may pass to it. */
  private void own(int id) throws Exception {
    Host.run(List.of("chown", "-R", id + ":" + id, root.toString()));
    Host.run(List.of("chmod", "0755", folder.toString()));
  }
}
