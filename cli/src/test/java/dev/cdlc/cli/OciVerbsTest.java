package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the verbs do with containers of every state, without the kernel's part. */
final class OciVerbsTest {
  private static final Invocation DONE = new Invocation(0, "", "");

  /** What the exit status of a process has more than the number of the signal that ended it. */
  private static final int SIGNALLED = 128;

  @TempDir private Path folder;
  private OciContainers containers;

  @BeforeEach
  void makeNone() {
    containers = new OciContainers(folder);
  }

  @AfterEach
  void endInits() {
    containers.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start",
        "state",
        "kill",
        "delete",
        "ps",
        "pause",
        "resume",
        "update",
        "checkpoint"
      })
  void aContainerThatIsNotThereIsNamed(String verb) {
    assertThat(containers.oci(verb, "none"))
        .isEqualTo(new Invocation(1, "", "cdlc: container does not exist: none\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"create", "start", "state", "kill", "delete", "ps", "pause", "resume", "update"})
  void idsLeadNowhereElse(String verb) {
    for (String id : List.of("..", ".", "a/b", "../a", "", "a\nb", "x".repeat(2_000))) {
      Invocation refused = containers.oci(verb, id);
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err()).startsWith("cdlc: invalid container ID");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"create", "start", "state", "kill", "delete", "ps", "pause", "resume", "update"})
  void anIdIsNeeded(String verb) {
    assertThat(containers.oci(verb))
        .isEqualTo(
            new Invocation(
                1,
                "",
                "cdlc: oci %1$s: no CONTAINER-ID is given\n  help: try 'cdlc oci %1$s --help'\n"
                    .formatted(verb)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "start", "state", "delete"})
  void whatIsTooMuchIsNamed(String verb) {
    assertThat(containers.oci(verb, "web", "more").err()).contains("does not take the argument");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoint --image-path /tmp/x --work-path /tmp/y --leave-running --tcp-established"
            + " --parent-path ../z --manage-cgroups-mode soft --status-fd 5 --auto-dedup",
        "restore -b /srv/web --image-path /tmp/x -d --pid-file /tmp/pid --console-socket /tmp/s"
            + " --no-subreaper --no-pivot --lsm-profile apparmor:web",
      })
  void whatNeedsCriuSaysSo(String options) throws Exception {
    containers.running("web");
    Invocation refused = containers.oci((options + " web").split(" ", -1));
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            """
            cdlc: cannot %s web: that needs CRIU, which cdlc does not drive
              help: create the container anew, or leave it to a runtime that drives criu(8), such as runc
            """
                .formatted(options.substring(0, options.indexOf(' '))));
  }

  @Test
  void wordsAreNoNamesOfFilesWithMoreWords() throws Exception {
    Path file = Files.writeString(folder.resolve("words"), "web");
    containers.running("web");

    assertThat(containers.oci("state", "@" + file).err()).contains("invalid container ID format");
  }

  @Test
  void stateTellsWhatTheSpecificationAsksFor() throws Exception {
    Process init = containers.running("web");
    assertThat(containers.oci("state", "web").out())
        .isEqualTo(
            """
            {"ociVersion":"1.0.2","id":"web","status":"running","bundle":"%1$s",\
            "annotations":{"org.example.key":"value"},"pid":%2$d,\
            "created":"2026-01-02T03:04:05Z","rootfs":"%1$s/rootfs"}
            """
                .formatted(containers.bundle(), init.pid()));
  }

  @Test
  void stateFollowsTheInit() throws Exception {
    Process creator = containers.creating("web");
    assertThat(containers.oci("state", "web").out()).contains("\"status\":\"creating\"", "pid\":0");
    creator.destroyForcibly().waitFor();
    assertThat(containers.oci("state", "web").out()).contains("\"status\":\"stopped\"", "pid\":0");
    Process init = containers.created("other");
    assertThat(containers.oci("state", "other").out())
        .contains("\"status\":\"created\"", "pid\":" + init.pid());
  }

  @Test
  void aCreationThatDidNothingHasNoState() throws Exception {
    containers.begun("web");
    assertThat(containers.oci("state", "web").err())
        .isEqualTo("cdlc: container was never created: web\n");
    assertThat(containers.oci("list")).isEqualTo(new Invocation(0, header(), ""));
    assertThat(containers.oci("list", "-q").out()).isEqualTo("web\n");
    assertThat(containers.oci("kill", "-a", "web").err())
        .isEqualTo("cdlc: container not running: web\n");
    assertThat(containers.oci("delete", "web")).isEqualTo(DONE);
    assertThat(containers.root()).isEmptyDirectory();
  }

  @Test
  void aStateThatIsDamagedIsToldOf() throws Exception {
    containers.running("web");
    Files.writeString(containers.root().resolve("web/state"), "pid=1\n");
    Invocation state = containers.oci("state", "web");
    assertThat(state.status()).isEqualTo(1);
    assertThat(state.err())
        .startsWith("cdlc: state: ")
        .contains("the container's state lacks startTime");
  }

  @Test
  void listHasAllContainersByTheirIds() throws Exception {
    Process init = containers.running("b");
    containers.stopped("a", "");
    String bundle = containers.bundle().toString();
    assertThat(containers.oci("list").out())
        .isEqualTo(
            header()
                + "a           0           stopped     %s 2026-01-02T03:04:05Z\n".formatted(bundle)
                + "b           %-11d running     %s 2026-01-02T03:04:05Z\n"
                    .formatted(init.pid(), bundle));
    assertThat(containers.oci("list", "--quiet", "-f", "json").out()).isEqualTo("a\nb\n");
    assertThat(containers.oci("list", "--format", "json").out())
        .startsWith("[{\"ociVersion\":\"1.0.2\",\"id\":\"a\",\"status\":\"stopped\"")
        .contains("},{\"ociVersion\":\"1.0.2\",\"id\":\"b\",\"status\":\"running\"")
        .endsWith("}]\n");
  }

  private static String header() {
    return "ID          PID         STATUS      BUNDLE      CREATED\n";
  }

  @Test
  void listKnowsTwoForms() {
    assertThat(containers.oci("list", "--format", "xml"))
        .isEqualTo(new Invocation(1, "", "cdlc: --format takes table or json, not 'xml'\n"));
    assertThat(containers.oci("list", "-f", "json").out()).isEqualTo("[]\n");
    assertThat(containers.oci("list", "-f", "table").out()).isEqualTo(header());
  }

  @Test
  void startLetsWhatWaitsGoOn() throws Exception {
    containers.created("web");
    assertThat(containers.oci("start", "web")).isEqualTo(DONE);
    assertThat(containers.oci("state", "web").out()).contains("\"status\":\"running\"");
    assertThat(containers.oci("start", "web").err())
        .isEqualTo("cdlc: cannot start a container that is running: web\n");
  }

  @Test
  void whatIsNotCreatedCannotBeStarted() throws Exception {
    containers.stopped("web", "");
    containers.creating("other");
    assertThat(containers.oci("start", "web").err())
        .isEqualTo("cdlc: cannot start a container that is stopped: web\n");
    assertThat(containers.oci("start", "other").err())
        .isEqualTo("cdlc: cannot start a container that is creating: other\n");
  }

  @ParameterizedTest
  @CsvSource({
    "KILL, 9",
    "SIGKILL, 9",
    "kill, 9",
    "9, 9",
    "09, 9",
    "RTMIN+3, 37",
    "64, 64",
    "sigusr1, 10"
  })
  void killSendsTheSignalThatIsNamed(String signal, int number) throws Exception {
    Process init = containers.running("web");
    assertThat(containers.oci("kill", "web", signal)).isEqualTo(DONE);
    assertThat(init.waitFor()).isEqualTo(SIGNALLED + number);
    assertThat(containers.oci("kill", "web", signal).err())
        .isEqualTo("cdlc: container not running: web\n");
  }

  @Test
  void killSendsTermIfNothingIsSaid() throws Exception {
    Process init = containers.created("web");
    assertThat(containers.oci("kill", "web")).isEqualTo(DONE);
    assertThat(init.waitFor()).isEqualTo(SIGNALLED + 15);
  }

  @Test
  void killOfSignalZeroOnlyLooks() throws Exception {
    Process init = containers.running("web");
    assertThat(containers.oci("kill", "web", "0")).isEqualTo(DONE);
    assertThat(init.isAlive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NONE", "65", "999", "-1", "SIG", "RTMIN+99", "9x"})
  void anUnknownSignalIsNamedAndNotSent(String signal) throws Exception {
    Process init = containers.running("web");
    assertThat(containers.oci("kill", "--", "web", signal))
        .isEqualTo(new Invocation(1, "", "cdlc: unknown signal '%s'\n".formatted(signal)));
    assertThat(init.isAlive()).isTrue();
  }

  @Test
  void killAllReachesTheProcessesOfTheCgroup() throws Exception {
    containers.stopped("web", "");
    Process other = containers.init();
    cgroup("%d%n%d%n".formatted(other.pid(), endedPid()));
    assertThat(containers.oci("kill", "--all", "web", "KILL")).isEqualTo(DONE);
    assertThat(other.waitFor()).isEqualTo(SIGNALLED + 9);
  }

  @Test
  void killAllIsContentWithNoCgroup() throws Exception {
    containers.running("web");
    assertThat(containers.oci("kill", "--all", "web", "KILL")).isEqualTo(DONE);
  }

  @Test
  void whatIsBeingCreatedIsNotKilled() throws Exception {
    Process creator = containers.creating("web");
    assertThat(containers.oci("kill", "web", "KILL").err())
        .isEqualTo("cdlc: container not running: web\n");
    assertThat(creator.isAlive()).isTrue();
  }

  @Test
  void deleteRemovesWhatHasStopped() throws Exception {
    containers.stopped("web", "");
    assertThat(containers.oci("delete", "web")).isEqualTo(DONE);
    assertThat(containers.root()).isEmptyDirectory();
  }

  @Test
  void deleteRefusesWhatHasNot() throws Exception {
    containers.created("web");
    assertThat(containers.oci("delete", "web"))
        .isEqualTo(
            new Invocation(
                1,
                "",
                """
                cdlc: cannot delete a container that is created: web
                  help: 'cdlc oci delete --force' kills it first
                """));
    assertThat(containers.oci("list", "-q").out()).isEqualTo("web\n");
  }

  @Test
  void deleteForceIsContentWithNone() {
    assertThat(containers.oci("delete", "--force", "none")).isEqualTo(DONE);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void deleteForceEndsWhatACreateThatWasKilledLeft() throws Exception {
    Process creator = containers.creating("web");
    assertThat(containers.oci("delete", "-f", "web")).isEqualTo(DONE);
    assertThat(creator.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(containers.root()).isEmptyDirectory();
  }

  @Test
  void aCgroupThatStaysIsToldOfAndTheContainerToo() throws Exception {
    containers.stopped("web", "");
    cgroup("");
    Invocation deleted = containers.oci("delete", "web");
    assertThat(deleted.status()).isEqualTo(1);
    assertThat(deleted.err()).contains("rmdir(\"" + containers.cgroup() + "\")", "ENOTEMPTY");
    assertThat(containers.oci("list", "-q").out()).isEqualTo("web\n");
  }

  @Test
  void aCgroupOfOthersIsLeftToThem() throws Exception {
    containers.creating("web").destroyForcibly().waitFor();
    Process other = containers.init();
    cgroup(other.pid() + "\n");
    assertThat(containers.oci("delete", "web")).isEqualTo(DONE);
    assertThat(other.isAlive()).isTrue();
    assertThat(containers.cgroup()).isNotEmptyDirectory();
  }

  @Test
  void poststartHooksAreRunAndTold() throws Exception {
    Path log = folder.resolve("log");
    Process init =
        containers.created(
            "web",
            hooks(
                "poststart",
                hook("echo $VALUE $# $(cat) > %s".formatted(log), "VALUE=a=b"),
                hook("exit 3"),
                "{\"path\":\"/none/hook\"}",
                "{\"path\":\"/bin/sleep\",\"args\":[\"sleep\",\"600\"],\"timeout\":1}"));
    Invocation start = containers.oci("start", "web");
    assertThat(start.status()).as(start.err()).isZero();
    assertThat(start.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo("cdlc: warning: the poststart hook /bin/sh: exited with 3"),
            line -> assertThat(line).startsWith("cdlc: warning: the poststart hook /none/hook: "),
            line -> assertThat(line).endsWith("hook /bin/sleep: did not end in 1 s"));
    assertThat(Files.readString(log))
        .startsWith("a=b 0 {\"ociVersion\":\"1.0.2\",\"id\":\"web\",\"status\":\"running\"")
        .contains("\"pid\":" + init.pid());
  }

  @Test
  void poststopHooksAreRunWhenAllIsGone() throws Exception {
    Path log = folder.resolve("log");
    containers.stopped(
        "web",
        hooks("poststop", hook("cat > %s; ls %s >> %1$s".formatted(log, containers.root()))));
    assertThat(containers.oci("delete", "web")).isEqualTo(DONE);
    assertThat(Files.readString(log))
        .contains("\"status\":\"stopped\"", "\"pid\":0")
        .doesNotContain("\nweb");
  }

  private static String hooks(String phase, String... hooks) {
    return "\"hooks\":{\"%s\":[%s]}".formatted(phase, String.join(",", hooks));
  }

  private static String hook(String script, String... env) {
    return "{\"path\":\"/bin/sh\",\"args\":[\"sh\",\"-c\",\"%s\"],\"env\":[%s]}"
        .formatted(script, env.length == 0 ? "" : "\"" + String.join("\",\"", env) + "\"");
  }

  private void cgroup(String processes) throws IOException {
    Files.writeString(
        Files.createDirectory(containers.cgroup()).resolve("cgroup.procs"), processes);
  }

  private static long endedPid() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }
}
