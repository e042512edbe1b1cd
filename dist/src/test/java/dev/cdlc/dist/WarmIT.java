package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code cdlc run} for the second time. Each test is a shell script in a mount namespace with a
 * cache of its own; after {@code no_jvm} no JVM can be started there.
 */
@Tag("linux")
class WarmIT {
  private static final String PROLOGUE =
      """
      set -u
      mount -t tmpfs -o mode=755 none /var/cache
      cd "$FOLDER"
      run() { "$CDLC" run web.cdl "$@"; }
      no_jvm() { mount --bind /dev/null "$JAVA"; }
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void needsRoot() throws IOException {
    Root.assume();
  }

  /** What was changed a moment ago is not kept. */
  @BeforeEach
  void write() throws Exception {
    Files.writeString(
        folder.resolve("web.cdl"),
        """
        include ./common.cdl;
        param greeting string default hello < from-env GREETING >
        container web use common <
          run /bin/echo "${greeting}";
          variant loud < run /bin/echo LOUD >
        >
        """);
    Files.writeString(folder.resolve("common.cdl"), "profile common < root host >\n");
    Thread.sleep(2_100);
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
  void startsWithoutJvm() throws Exception {
    assertThat(series("run; no_jvm; run; run -- a 'b  c'"))
        .isEqualTo(new Launch(0, "hello\nhello\nhello a b  c\n", ""));
  }

  @Test
  void startsThroughALinkWithoutJvm() throws Exception {
    assertThat(series("ln -s \"$CDLC\" c; ./c run web.cdl; no_jvm; ./c run web.cdl"))
        .isEqualTo(new Launch(0, "hello\nhello\n", ""));
  }

  @Test
  void startsWithOptionsBeforeTheCommandWithoutJvm() throws Exception {
    assertThat(
            series(
                """
                "$CDLC" --color never run web.cdl
                no_jvm
                "$CDLC" --color never run web.cdl
                """))
        .isEqualTo(new Launch(0, "hello\nhello\n", ""));
  }

  @Test
  void hasWhatEachChoiceMakesOfTheFile() throws Exception {
    String all = "run; run --set greeting=hi; run --variant loud; run web\n";

    assertThat(series(all + "no_jvm\n" + all))
        .isEqualTo(new Launch(0, "hello\nhi\nLOUD\nhello\n".repeat(2), ""));
  }

  @Test
  void followsTheEnvironment() throws Exception {
    assertThat(
            series(
                """
                run; GREETING=hi run; GREETING=hi run; run
                no_jvm
                run
                GREETING=hi run 2>/dev/null || echo compiler
                """))
        .isEqualTo(new Launch(0, "hello\nhi\nhi\nhello\nhello\ncompiler\n", ""));
  }

  @Test
  void followsTheFiles() throws Exception {
    assertThat(
            series(
                """
                run
                sed -i 's/hello/edited/' web.cdl; run; run
                echo 'profile common < root host; env A=b; run /bin/echo >' >common.cdl; run
                rm common.cdl; run 2>/dev/null; echo $?
                """))
        .isEqualTo(new Launch(0, "hello\nedited\nedited\nedited\n125\n", ""));
  }

  @Test
  void neverRunsWhatASecondChangeInTheSameMomentMade() throws Exception {
    assertThat(
            series(
                """
                for i in 1 2 3 4 5; do
                  echo "container web < root host; run /bin/echo $i >" >web.cdl
                  run
                done
                """))
        .isEqualTo(new Launch(0, "1\n2\n3\n4\n5\n", ""));
  }

  @Test
  void runsNoEntryThatOthersMayHaveWritten() throws Exception {
    var launch =
        series(
            """
            run
            chmod g+w /var/cache/cdlc/*; run
            chmod g-w /var/cache/cdlc/*; chown 1 /var/cache/cdlc/*; run
            "$CDLC" cache clear; run; no_jvm; run
            """);

    assertThat(launch.out())
        .isEqualTo(
            "hello\nhello\nhello\n1 executable removed from /var/cache/cdlc\nhello\nhello\n");
    assertThat(launch.err().lines())
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("cdlc: note: not run, since it is not a file of yours alone: "));
  }

  @Test
  void keepsNothingInAFolderOfOthers() throws Exception {
    var launch = series("mkdir /var/cache/cdlc; chown 1 /var/cache/cdlc; run; ls /var/cache/cdlc");

    assertThat(launch.out()).isEqualTo("hello\n");
    assertThat(launch.err())
        .isEqualTo(
            "cdlc: note: nothing is kept for the next start: /var/cache/cdlc belongs to another"
                + " user; set XDG_CACHE_HOME to a folder of yours\n");
  }

  @Test
  void keepsNothingWhereItCannotWrite() throws Exception {
    assertThat(series("mount -o remount,ro /var/cache; run; run"))
        .isEqualTo(new Launch(0, "hello\nhello\n", ""));
  }

  @Test
  void leavesNothingHalfMadeOnAFullDisk() throws Exception {
    assertThat(
            series(
                """
                mount -o remount,size=8k /var/cache; run; run; ls /var/cache/cdlc
                mount -o remount,size=1m /var/cache; run; no_jvm; run
                """))
        .isEqualTo(new Launch(0, "hello\n".repeat(4), ""));
  }

  @Test
  void startsFromAFolderThatIsMountedNoexec() throws Exception {
    assertThat(series("mount -o remount,noexec /var/cache; run; no_jvm; run"))
        .isEqualTo(new Launch(0, "hello\nhello\n", ""));
  }

  @Test
  void isKnownByItsNameAndJoinedWhereAWarmStartHasStartedIt() throws Exception {
    Files.writeString(
        folder.resolve("web.cdl"),
        "container warm-it-%d < root host; tmpfs /tmp; shell 'touch /tmp/up; exec sleep 600' >"
            .formatted(ProcessHandle.current().pid()));
    Thread.sleep(2_100);
    var launch =
        series(
            """
            name=warm-it-%d
            up() { until "$CDLC" exec $name test -e /tmp/up 2>/dev/null; do sleep 0.1; done; }
            run & up; "$CDLC" stop --time 0 $name; wait $!; echo $?
            no_jvm; run & sleep 2; umount "$JAVA"
            "$CDLC" ps --quiet | grep $name
            "$CDLC" exec $name cat /proc/1/comm
            "$CDLC" run web.cdl 2>&1 | grep -c CDL7036
            "$CDLC" exec $name -- sh -c 'exit 7'; echo $?
            "$CDLC" exec nobody true 2>/dev/null; echo $?
            "$CDLC" kill $name; wait $!; echo $?
            """
                .formatted(ProcessHandle.current().pid()));
    String name = "warm-it-" + ProcessHandle.current().pid();
    assertThat(launch.out()).isEqualTo(name + "\n137\n" + name + "\nsleep\n1\n7\n255\n137\n");
  }

  @Test
  void listsWhatIsKept() throws Exception {
    var launch = series("run -- x; run --set greeting=hi; \"$CDLC\" cache list");

    assertThat(launch.out())
        .containsPattern("KiB  \\d+ s ago  " + folder + "/web.cdl --set greeting=hi\n")
        .containsPattern("KiB  \\d+ s ago  " + folder + "/web.cdl\n")
        .endsWith(" of at most 64 MiB, in /var/cache/cdlc\n");
  }
}
