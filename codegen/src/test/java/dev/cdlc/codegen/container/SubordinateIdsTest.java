package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.IdMapping;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SupervisorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the host lets a user without privilege map. */
class SubordinateIdsTest extends ContainerTest {
  private static final List<IdMapping> OWN_AND_OTHERS =
      List.of(new IdMapping(0, 54_321, 1), new IdMapping(1, 700_000, 1000));

  private static final String RANGE = "ordinary:700000:1000";

  @BeforeAll
  static void assumeThatTheyAreThere() {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/newuidmap")), "needs the Debian package uidmap");
  }

  @Test
  void usersAndGroupsAreMapped() throws Exception {
    var plan =
        mapped("tr -s ' ' </proc/self/uid_map; tr -s ' ' </proc/self/gid_map; id -u; id -G")
            .identity(
                new InitAction.SetUser(
                    new InitAction.Id.Numeric(1000),
                    Optional.of(new InitAction.Id.Numeric(5)),
                    List.of(new InitAction.Id.Numeric(7))));
    assertThat(asAUser(RANGE, ":", plan).out())
        .isEqualTo(" 0 54321 1\n 1 700000 1000\n 0 54321 1\n 1 700000 1000\n1000\n5 7\n");
  }

  @Test
  void whoHasNoRangeIsToldWhichLineToAdd() throws Exception {
    var outcome = asAUser("", ":", mapped("true"));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("error[CDL7006]")
        .contains("cannot map ids by newuidmap: EPERM")
        .contains("\n  help: /etc/subuid must give these ids to the caller, as `USER:700000:1000`");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void rangeThatIsTooSmallIsRefused() throws Exception {
    assertThat(asAUser("ordinary:700000:999", ":", mapped("true")).err())
        .contains("cannot map ids by newuidmap: EPERM");
  }

  @Test
  void rangeOfAnotherIsRefused() throws Exception {
    assertThat(asAUser("daemon:700000:1000", ":", mapped("true")).err())
        .contains("cannot map ids by newuidmap: EPERM");
  }

  @Test
  void programThatIsMissingIsTold() throws Exception {
    var outcome = asAUser(RANGE, "mount -t tmpfs none /usr/bin", mapped("true"));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("cannot map ids by newuidmap: ENOENT")
        .contains("\n  help: /usr/bin/newuidmap is not installed");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void programWithoutPrivilegeIsTold() throws Exception {
    String strip = "chmod 0755 newuidmap; mount --bind newuidmap /usr/bin/newuidmap";
    assertThat(asAUser(RANGE, strip, mapped("true")).err())
        .contains("cannot map ids by newuidmap: EPERM")
        .contains("/usr/bin/newuidmap be set-user-ID root");
  }

  @Test
  void programInheritsNothing() throws Exception {
    String show =
        """
        { echo "#!/bin/sh"; echo "ls /proc/self/fd; grep SigBlk /proc/self/status; env"; } >newuidmap
        mount --bind newuidmap /usr/bin/newuidmap
        """;
    assertThat(asAUser(RANGE, show, mapped("true")).out())
        .contains("SigBlk:\t0000000000000000\n")
        .doesNotContain("\n4\n", "PATH", "HOME");
  }

  /**
   * Runs the container as a user of the host, who is there for as long as the script's mounts are.
   */
  private Host.Outcome asAUser(String ranges, String before, SamplePlan plan) throws Exception {
    String asAUser =
        """
      cd "${1%%/*}" && chmod 0755 . && chown -R 54321:54321 root || exit
      cp /etc/passwd passwd && echo ordinary:x:54321:54321::/:/bin/sh >>passwd
      echo '%s' >subuid && echo '%s' >subgid && cp /usr/bin/setpriv /usr/bin/newuidmap .
      exec unshare --mount sh -c '
        for file in passwd subuid subgid; do mount --bind $file /etc/$file || exit; done
        %s
        exec ./setpriv --reuid=54321 --regid=54321 --clear-groups "$1"' sh "$1"
      """
            .formatted(ranges, ranges, before);
    return Host.script(asAUser, plan, folder);
  }

  private SamplePlan mapped(String script) {
    return shell(script)
        .namespaces(Namespace.MNT, Namespace.PID, Namespace.USER)
        .maps(new SupervisorAction.MapIds(OWN_AND_OTHERS, OWN_AND_OTHERS));
  }
}
