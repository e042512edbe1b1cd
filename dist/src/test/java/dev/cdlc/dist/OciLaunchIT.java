package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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
 * The verbs of the OCI runtime that need no JVM. Each test is a shell script in a mount namespace
 * of its own; between {@code no_jvm} and {@code jvm} none can be started there.
 */
@Tag("linux")
class OciLaunchIT {
  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final String PROLOGUE =
      """
      set -u
      cd "$FOLDER"
      oci() { "$RUNTIME" --root "$FOLDER/state" "$@" </dev/null; }
      by_java() { CDLC_EXECUTABLE= "$RUNTIME" --root "$FOLDER/state" "$@" </dev/null; }
      create() { oci create $ID >/dev/null 2>&1; }
      no_jvm() { mount --bind /dev/null "$JAVA"; }
      jvm() { umount "$JAVA"; }
      status() { oci state $ID | sed 's/.*"status":"\\([a-z]*\\)".*/\\1/'; }
      stopped() { until [ "$(status)" = stopped ]; do sleep 0.01; done; }
      trap 'umount "$JAVA" 2>/dev/null; oci delete --force $ID' EXIT
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void needsRoot() throws IOException {
    Root.assume();
    assumeThat(BUSYBOX).as("Debian's busybox-static").exists();
  }

  @BeforeEach
  void makeBundle() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("rootfs/bin"));
    Files.copy(BUSYBOX, bin.resolve("busybox"));
    for (String name : List.of("sh", "echo", "sleep")) {
      Files.createSymbolicLink(bin.resolve(name), Path.of("busybox"));
    }
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"ociVersion":"1.0.2","root":{"path":"rootfs"},
         "process":{"cwd":"/","args":["sleep","600"],"env":["PATH=/bin"]},
         "annotations":{"pid":"0","a":"\\",\\"pid\\":0"},
         "linux":{"namespaces":[{"type":"pid"},{"type":"mount"}]}}
        """);
  }

  private Launch series(String script) throws IOException, InterruptedException {
    Path bin = Root.CDLC.resolveSibling("");
    return Launch.of(
        List.of("unshare", "-m", "--propagation", "private", "sh", "-c", PROLOGUE + script),
        Map.of(
            "RUNTIME", bin.resolve("cdl-runtime").toString(),
            "JAVA", bin.resolve("../lib/runtime/bin/java").normalize().toString(),
            "ID", "oci-launch-it-" + ProcessHandle.current().pid(),
            "FOLDER", folder.toString()),
        "");
  }

  @Test
  void servesALifeWithoutJvm() throws Exception {
    assertThat(
            series(
                """
                create; no_jvm
                status; oci start $ID; status
                oci exec $ID echo a 'b  c'; oci exec $ID sh -c 'exit 7'; echo $?
                oci kill $ID KILL; stopped; oci delete $ID; echo $?; ls state
                jvm
                """))
        .isEqualTo(new Launch(0, "created\nrunning\na b  c\n7\n0\n", ""));
  }

  @Test
  void printsTheStateAsJavaDoes() throws Exception {
    String compare = "oci state $ID >a; by_java state $ID >b; cmp a b && status\n";

    assertThat(
            series(
                "create\n"
                    + compare
                    + "oci start $ID\n"
                    + compare
                    + "oci pause $ID\n"
                    + compare
                    + "oci resume $ID; oci kill $ID 9; stopped\n"
                    + compare))
        .isEqualTo(new Launch(0, "created\nrunning\npaused\nstopped\n", ""));
  }

  @Test
  void endsWithJavasErrors() throws Exception {
    String verbs =
        """
        for verb in 'start none' 'state ..' 'kill none' "start $ID" "kill $ID NONE" "delete $ID" \\
          "exec $ID missing" "exec -d $ID missing" "exec $ID" 'frobnicate'; do
          RUN $verb; echo $?
        done
        """;
    String all = "create; oci start $ID\n";

    assertThat(series(all + verbs.replace("RUN", "oci")))
        .isEqualTo(series(all + verbs.replace("RUN", "by_java")));
  }

  @Test
  void oneOfTwoStartsAtOnceStarts() throws Exception {
    var launch =
        series(
            """
            create
            oci start $ID & first=$!
            oci start $ID & second=$!
            wait $first; a=$?
            wait $second; echo $((a + $?))
            status
            """);

    assertThat(launch.out()).isEqualTo("1\nrunning\n");
    assertThat(launch.err()).contains("cannot start a container that is running");
  }

  @Test
  void probesWithTheSameProcessNeedNoJvm() throws Exception {
    assertThat(
            series(
                """
                probe() { oci exec --process "$1" --detach --pid-file "$2" $ID; }
                echo '{"cwd":"/","args":["/bin/sleep","600"]}' >one
                cp one two; sed s/600/601/ one >three
                create; oci start $ID
                probe one p1 && no_jvm && probe one p2 && probe two p3 && jvm
                tr '\\0' ' ' </proc/$(cat p2)/cmdline; echo
                [ "$(cat p1)" != "$(cat p2)" ] && [ "$(cat p2)" != "$(cat p3)" ] && echo others
                no_jvm; probe three p4 2>/dev/null || echo compiler; jvm
                probe three p4; no_jvm; probe three p5; jvm
                tr '\\0' ' ' </proc/$(cat p5)/cmdline
                """))
        .isEqualTo(new Launch(0, "/bin/sleep 600 \nothers\ncompiler\n/bin/sleep 601 ", ""));
  }

  @Test
  void takesNothingOfAnotherContainerOfTheSameId() throws Exception {
    assertThat(
            series(
                """
                echo '{"cwd":"/","args":["/bin/sh","-c","echo probed"]}' >probe
                create; oci start $ID; oci exec -p probe $ID
                cp -a state/$ID kept
                oci kill $ID KILL; stopped; oci delete $ID
                create; oci start $ID
                no_jvm; oci exec -p probe $ID 2>/dev/null || echo compiler; jvm
                cp kept/????????????????  state/$ID
                oci exec -p probe $ID 2>/dev/null || echo refused
                """))
        .isEqualTo(new Launch(0, "probed\ncompiler\nrefused\n", ""));
  }

  @Test
  void isCalledThroughALink() throws Exception {
    assertThat(
            series(
                "create; ln -s \"$RUNTIME\" cdl-runtime; no_jvm; RUNTIME=./cdl-runtime; status; jvm"))
        .isEqualTo(new Launch(0, "created\n", ""));
  }
}
