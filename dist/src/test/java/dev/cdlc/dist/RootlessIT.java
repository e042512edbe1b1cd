package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code cdlc run} by an ordinary user, who is there for as long as a test's mount namespace: its
 * line in /etc/passwd and those of /etc/subuid and /etc/subgid are mounted over the host's. Each
 * test is a shell script; after {@code no_jvm} no JVM can be started there.
 */
@Tag("linux")
class RootlessIT {
  private static final String PROLOGUE =
      """
      set -u
      cd "$FOLDER"
      cp /etc/passwd passwd && echo ordinary:x:54321:54321::/:/bin/sh >>passwd
      echo ordinary:700000:65536 >subuid; cp subuid subgid; mkdir home
      for file in passwd subuid subgid; do
        [ -e /etc/$file ] || : >/etc/$file
        mount --bind $file /etc/$file || exit
      done
      chown -R 54321:54321 .
      as() { setpriv --reuid=54321 --regid=54321 --clear-groups env -i HOME="$FOLDER/home" "$@"; }
      run() { as PATH=/usr/bin:/bin "$CDLC" run web.cdl "$@"; }
      container() { echo "container web < root host; $1 >" >web.cdl; }
      no_jvm() { mount --bind /dev/null "$JAVA"; }
      settle() { sleep 2.2; }
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void needsRoot() throws IOException {
    Root.assume();
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/newuidmap")), "needs the Debian package uidmap");
  }

  @BeforeEach
  void letOthersPass() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Launch series(String script) throws IOException, InterruptedException {
    return Launch.of(
        List.of("unshare", "-m", "--propagation", "private", "sh", "-c", PROLOGUE + script),
        Map.of(
            "CDLC", Root.CDLC.toString(),
            "JAVA", Root.CDLC.resolveSibling("../lib/runtime/bin/java").normalize().toString(),
            "FOLDER", folder.toString()),
        "");
  }

  @Test
  void callerIsRootInTheContainerAndHasItsSubordinateIds() throws Exception {
    assertThat(
            series(
                """
                container 'shell "id -u; tr -s \\" \\" </proc/self/uid_map; hostname"'
                run
                """))
        .isEqualTo(new Launch(0, "0\n 0 54321 1\n 1 700000 65536\nweb\n", ""));
  }

  @Test
  void anyUserThatIsMappedCanBeHad() throws Exception {
    assertThat(
            series(
                """
                container 'user 1000:7 < groups 5 > shell "id -u; id -G"'
                run
                """))
        .isEqualTo(new Launch(0, "1000\n7 5\n", ""));
  }

  @Test
  void filesBelongToTheUsersThatTheHostGives() throws Exception {
    assertThat(
            series(
                """
                mkdir out; chown 54321:54321 out
                container 'bind ./out /srv; cap add CHOWN; shell "touch /srv/a /srv/b; chown 1000:5 /srv/b"'
                run; stat -c %u:%g out/a out/b
                """))
        .isEqualTo(new Launch(0, "54321:54321\n700999:700004\n", ""));
  }

  @Test
  void startsAgainWithoutJvm() throws Exception {
    assertThat(series("container 'run /bin/echo hello'; settle; run; no_jvm; run; run -- again"))
        .isEqualTo(new Launch(0, "hello\nhello\nhello again\n", ""));
  }

  @Test
  void changedRangeIsCompiledAnew() throws Exception {
    assertThat(
            series(
                """
                container 'shell "tail -n1 /proc/self/gid_map | tr -s \\" \\""'; settle
                run
                echo ordinary:800000:10 >subgid
                run
                : >subgid
                run
                """))
        .isEqualTo(new Launch(0, " 1 700000 65536\n 1 800000 10\n 0 54321 1\n", ""));
  }

  @Test
  void whoHasNoRangeHasItselfAlone() throws Exception {
    assertThat(
            series(
                """
                echo daemon:1:5 >subuid
                container 'shell "id -u; tr -s \\" \\" </proc/self/uid_map; cat /proc/self/setgroups"'
                run
                """))
        .isEqualTo(new Launch(0, "0\n 0 54321 1\ndeny\n", ""));
  }

  @Test
  void whoNeedsARangeIsToldToAddIt() throws Exception {
    var launch = series(": >subuid; container 'user 1000; run /bin/true'; run");
    assertThat(launch.status()).isEqualTo(125);
    assertThat(launch.err())
        .contains("error[CDL1042]: the user namespace has no user 1000")
        .contains("/etc/subuid gives no ids to ordinary")
        .contains("help: run 'sudo usermod --add-subuids 100000-165535 ordinary'");
  }

  @Test
  void programThatIsNotSetUserIdIsTold() throws Exception {
    var launch =
        series(
            """
            cp /usr/bin/newuidmap . && chmod 755 newuidmap
            mount --bind newuidmap /usr/bin/newuidmap
            container 'user 1000; run /bin/true'; run; echo $?
            container 'run /bin/echo alone'; run
            """);
    assertThat(launch.out()).isEqualTo("125\nalone\n");
    assertThat(launch.err())
        .contains("/usr/bin/newuidmap is neither set-user-ID root nor has CAP_SETUID")
        .contains("help: run 'sudo chown root /usr/bin/newuidmap");
  }

  @Test
  void folderThatIsClosedToTheCallerIsTold() throws Exception {
    var launch =
        series(
            """
            mkdir closed closed/fs; chmod 700 closed; chown 0 closed
            echo 'container web < root ./closed/fs; run /bin/true >' >web.cdl
            run
            """);
    assertThat(launch.status()).isEqualTo(125);
    assertThat(launch.err())
        .contains("error[CDL7010]", "web.cdl:1:17", "EACCES")
        .contains("help: a folder on the way is closed to the user that runs this");
  }

  @Test
  void limitThatCannotBeSetIsAnErrorUnlessItIsTried() throws Exception {
    var launch =
        series(
            """
            container 'pids 7; run /bin/echo a'; run; echo $?
            container 'try pids 7; run /bin/echo b'; run
            """);
    assertThat(launch.out()).isEqualTo("125\nb\n");
    assertThat(launch.err())
        .contains("error[CDL7003]", "web.cdl:1:33")
        .contains(
            Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"))
                ? "help: pids is not delegated: run it by `systemd-run"
                : "help: on cgroup v1 limits need root")
        .containsPattern("note: .*web.cdl:1:37: this host cannot give this limit; .*\n$");
  }

  /** In a user namespace, whose limits are no others'. */
  @Test
  void userNamespacesThatAreSwitchedOffAreTold() throws Exception {
    var launch =
        series(
            """
            container 'run /bin/true'
            for file in subuid subgid; do echo root:0:100000 >>$file; done
            unshare --user --map-users=0,0,100000 --map-groups=0,0,100000 --setuid 0 --setgid 0 sh -c '
              echo 0 >/proc/sys/user/max_user_namespaces
              exec setpriv --reuid=54321 --regid=54321 --clear-groups \
                env -i HOME="$FOLDER/home" PATH=/usr/bin:/bin "$CDLC" run web.cdl'
            """);
    assertThat(launch.status()).isEqualTo(125);
    assertThat(launch.err())
        .contains("error[CDL7005]", "ENOSPC")
        .contains(
            "help: this host allows no user namespaces: sysctl user.max_user_namespaces is 0");
  }

  @Test
  void doctorSaysWhatIsMapped() throws Exception {
    var launch = series("as PATH=/usr/bin:/bin \"$CDLC\" doctor");
    assertThat(launch.out()).containsPattern("(?m)^subuid +ok +ordinary:700000:65536$");
    assertThat(launch.status()).isZero();
  }
}
