package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.ContainerState;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.Hook;
import dev.cdlc.plan.Hook.Phase;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SupervisorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that are run beside the container's life. */
class HookTest extends ContainerTest {
  private static final String CGROUP_OF_TEST = "grep -q cdlc/sample- /proc/self/cgroup";

  @Test
  void eachRunsWhenItsPhaseComes() throws Exception {
    var plan = shell("echo command");
    for (Phase phase : Phase.values()) {
      plan.hook(hook(phase, "echo " + phase.word() + " >&2"));
    }
    var outcome = Host.script("exec \"$1\" 2>&1", plan, folder);
    assertThat(outcome.out())
        .startsWith("prestart\ncreate-runtime\ncreate-container\nstart-container\n")
        .contains("command\n")
        .contains("poststart\n")
        .endsWith("poststop\n");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void whatTheyWriteIsNoOutputOfTheContainer() throws Exception {
    var outcome = run(shell("echo command").hook(hook(Phase.PRESTART, "echo a; echo b >&2")));
    assertThat(outcome.out()).isEqualTo("command\n");
    assertThat(outcome.err()).isEqualTo("a\nb\n");
  }

  @Test
  void stateSaysWhatTheSpecificationAsksFor() throws Exception {
    var plan = shell("true");
    for (Phase phase : Phase.values()) {
      plan.hook(hook(phase, "cat >&2; echo \" $(readlink /proc/self/ns/pid)\""));
    }
    String state =
        "\\{\"ociVersion\":\"1.2.0\",\"id\":\"sample\",\"status\":\"%s\",\"bundle\":\""
            + folder
            + "\",\"annotations\":\\{\"a\":\"\\\\\"b\"\\}%s\\} .*\n";
    String outside = ",\"pid\":\\d{2,}";
    assertThat(run(plan).err())
        .matches(
            state.formatted("creating", outside)
                + state.formatted("creating", outside)
                + state.formatted("creating", ",\"pid\":1")
                + state.formatted("created", ",\"pid\":1")
                + state.formatted("running", outside)
                + state.formatted("stopped", ""));
  }

  @ParameterizedTest
  @EnumSource
  void nothingOfItsParentReachesIt(Phase phase) throws Exception {
    String look =
        "env; umask; ls /proc/self/fd | tr '\\n' ' '; grep -E 'SigBlk|SigIgn' /proc/self/status;"
            + " read pid _ _ _ group _ </proc/self/stat; [ $pid = $group ] && echo leads";
    assertThat(run(shell("true").hook(hook(phase, look))).err())
        .contains("LEVEL=info\n")
        .contains("0022\n0 1 2 3 ")
        .contains("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n")
        .endsWith("leads\n")
        .doesNotContain("HOME=", "LANG=", "failed");
  }

  @ParameterizedTest
  @CsvSource({
    "PRESTART, false",
    "CREATE_RUNTIME, false",
    "CREATE_CONTAINER, true",
    "START_CONTAINER, true",
    "POSTSTART, false",
    "POSTSTOP, false"
  })
  void itsNamespacesAreThoseOfItsPhase(Phase phase, boolean containers) throws Exception {
    String look = "for kind in mnt net pid uts; do readlink /proc/self/ns/$kind; done";
    List<String> seen = run(shell("true").hook(hook(phase, look))).err().lines().toList();
    List<String> host = Host.run(List.of("sh", "-c", look)).out().lines().toList();
    assertThat(seen).hasSameSizeAs(host);
    if (containers) {
      assertThat(seen).doesNotContainAnyElementsOf(host);
    } else {
      assertThat(seen).isEqualTo(host);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PRESTART", "CREATE_RUNTIME", "POSTSTART", "POSTSTOP"})
  void hooksOfTheHostAreInNoCgroupOfTheContainer(Phase phase) throws Exception {
    assertThat(run(shell("true").hook(hook(phase, CGROUP_OF_TEST + " && echo in"))).err())
        .doesNotContain("in\n");
  }

  @ParameterizedTest
  @EnumSource(names = {"PRESTART", "CREATE_RUNTIME", "CREATE_CONTAINER", "START_CONTAINER"})
  void oneThatFailsStopsTheContainer(Phase phase) throws Exception {
    var outcome =
        run(
            shell("echo started")
                .hook(hook(phase, "exit 3"), hook(Phase.POSTSTOP, "echo stopped")));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .containsPattern(
            "error\\[CDL7031]: sample.cdl:\\d+:3: the %s hook .* failed: exit status 3\nstopped\n"
                .formatted(phase.word()));
    assertThat(Host.cgroups()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTSTART", "POSTSTOP"})
  void oneThatFailsBesideTheCommandIsWarnedOf(Phase phase) throws Exception {
    var outcome = run(shell("exit 7").hook(hook(phase, "kill -9 $$"), hook(phase, "echo another")));
    assertThat(outcome.status()).isEqualTo(7);
    assertThat(outcome.err())
        .containsPattern(
            "warning\\[CDL7031]: sample.cdl:\\d+:3: the %s hook .* failed: killed by signal 9\nanother\n"
                .formatted(phase.word()));
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsLateIsKilledWithItsGroup(Phase phase) throws Exception {
    Hook late = hook(phase, "sleep 7777 & sleep 7777");
    var outcome = run(shell("exit 7").hook(timed(late, 1)));
    assertThat(outcome.err())
        .contains("the " + phase.word() + " hook ")
        .contains(" failed: it took longer than its timeout\n");
    assertThat(outcome.status()).isEqualTo(phase.mayFail() ? 7 : 125);
    assertThat(Host.run(List.of("pgrep", "-f", "sleep 7777")).out()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void missingOnesAreReported(Phase phase) throws Exception {
    var outcome = run(shell("exit 7").hook(program(phase, "/no/such")));
    assertThat(outcome.err())
        .contains("cannot open the %s hook /no/such: ENOENT".formatted(phase.word()));
    assertThat(outcome.status()).isEqualTo(phase.mayFail() ? 7 : 125);
  }

  @ParameterizedTest
  @EnumSource
  void onesThatCannotBeExecutedAreReported(Phase phase) throws Exception {
    Path closed = Files.writeString(folder.resolve("closed"), "#!/bin/sh\n");
    Files.copy(closed, root.resolve("closed"));
    String path = phase == Phase.START_CONTAINER ? "/closed" : closed.toString();
    assertThat(run(shell("exit 7").hook(program(phase, path))).err())
        .contains("hook %s failed: EACCES".formatted(path))
        .contains("help: it is not executable");
  }

  @Test
  void oneThatNeedsWhatIsNotThereIsReported() throws Exception {
    Path script = folder.resolve("script");
    Host.write(script, "#!/no/such/interpreter\n");
    assertThat(run(shell("true").hook(program(Phase.PRESTART, script.toString()))).err())
        .contains("failed: ENOENT")
        .contains("or not what it asks for");
  }

  @ParameterizedTest
  @EnumSource
  void binariesAreExecutedByTheirFd(Phase phase) throws Exception {
    Hook hook =
        new Hook(
            phase,
            "/bin/busybox",
            List.of("sh", "-c", "echo $0 $1; ls /proc/self/fd | wc -l", "name", "one"),
            List.of("PATH=/bin:/usr/bin"),
            Optional.empty(),
            state());
    assertThat(run(shell("true").hook(hook)).err()).isEqualTo("name one\n4\n");
  }

  @Test
  void linksOfTheRootLeadNowhereElse() throws Exception {
    Host.write(folder.resolve("outside"), "#!/bin/sh\necho escaped\n");
    Files.createSymbolicLink(root.resolve("absolute"), folder.resolve("outside"));
    Files.createSymbolicLink(root.resolve("upward"), Path.of("../../../../outside"));
    for (String name : List.of("/absolute", "/upward")) {
      assertThatItEscapesNowhere(name);
    }
    for (int fd = 0; fd < 12; fd++) {
      Path link = Files.createSymbolicLink(root.resolve("fd"), Path.of("/proc/self/fd/" + fd));
      assertThatItEscapesNowhere("/fd");
      Files.delete(link);
    }
  }

  private void assertThatItEscapesNowhere(String name) throws Exception {
    var outcome = run(shell("echo started").hook(program(Phase.START_CONTAINER, name)));
    assertThat(outcome.status()).as(name).isEqualTo(125);
    assertThat(outcome.out() + outcome.err()).as(name).doesNotContain("escaped", "started");
  }

  @Test
  void theOneOfTheContainerHasWhatTheCommandHas() throws Exception {
    var plan =
        shell("true")
            .identity(
                new InitAction.SetUser(
                    new InitAction.Id.Numeric(33),
                    Optional.of(new InitAction.Id.Numeric(33)),
                    List.of()))
            .filter(FilterTest.denying("mkdir", "execveat"))
            .hook(
                hook(Phase.START_CONTAINER, "id -u; grep -E 'CapEff|Seccomp:' /proc/self/status"));
    assertThat(run(plan).err()).isEqualTo("33\nCapEff:\t0000000000000000\nSeccomp:\t2\n");
  }

  @Test
  void theOneBeforeThePivotStandsInTheRoot() throws Exception {
    Files.writeString(root.resolve("marker"), "");
    var plan = shell("ls /made").hook(hook(Phase.CREATE_CONTAINER, "cat marker && echo x > made"));
    var outcome = run(plan);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("/made\n");
  }

  @Test
  void theOnesOfTheHostStandInTheBundleAndSeeAllMounted() throws Exception {
    var plan =
        shell("true")
            .hook(
                hook(
                    Phase.CREATE_RUNTIME,
                    "pwd; pid=$(sed 's/.*\"pid\":\\([0-9]*\\).*/\\1/');"
                        + " grep -c ' /proc .* - proc ' /proc/$pid/mountinfo"));
    assertThat(run(plan).err()).matches(folder + "\n[1-9][0-9]*\n");
  }

  @Test
  void theyAreRunInUserNamespacesToo() throws Exception {
    var plan = shell("true").namespaces(Namespace.MNT, Namespace.PID, Namespace.USER);
    for (Phase phase : Phase.values()) {
      plan.hook(hook(phase, "echo " + phase.word()));
    }
    assertThat(run(plan).err().lines()).hasSize(Phase.values().length);
  }

  @Test
  void theyAreRunBesideAReaper() throws Exception {
    var plan = shell("sleep 0.3; echo $PPID").reaped();
    for (Phase phase : Phase.values()) {
      plan.hook(hook(phase, "echo " + phase.word()));
    }
    var outcome = run(plan);
    assertThat(outcome.out()).isEqualTo("1\n");
    assertThat(outcome.err().lines()).hasSize(Phase.values().length);
  }

  @Test
  void noneIsRunAfterACommandThatWasNotExecuted() throws Exception {
    var plan =
        new SamplePlan(root)
            .run("/no/such")
            .hook(hook(Phase.POSTSTART, "echo poststart"), hook(Phase.POSTSTOP, "echo poststop"));
    assertThat(run(plan).err())
        .contains("error[CDL7030]")
        .doesNotContain("poststart")
        .endsWith("poststop\n");
  }

  /** The init, stopped before it pivots, is PID 1 and takes no INT when it goes on. */
  @Test
  void aSignalBeforeTheCommandLeavesNoneOut() throws Exception {
    Path gate = folder.resolve("gate");
    String script =
        """
        mkfifo %1$s
        "$1" 2>&1 & supervisor=$!
        read -r _ <%1$s
        init=$(pgrep -P $supervisor) && hook=$(pgrep -P $init) && kill -STOP $init
        echo go >%1$s
        until grep -q '^State:.Z' /proc/$hook/status; do :; done
        kill -INT $supervisor
        until grep -q '^ShdPnd:.*0$' /proc/$supervisor/status; do :; done
        kill -CONT $init; wait $supervisor
        """
            .formatted(gate);
    var plan =
        shell("echo command")
            .hook(
                hook(Phase.CREATE_CONTAINER, "echo up >%1$s; read -r _ <%1$s".formatted(gate)),
                hook(Phase.POSTSTART, "echo poststart"));
    assertThat(Host.script(script, plan, folder).out()).contains("command\n", "poststart\n");
  }

  @Test
  void aMountThatFailsIsToldBeforeAnyHookRuns() throws Exception {
    var plan =
        shell("true")
            .mount(new InitAction.Bind("/no/such/source", "/mnt", true, List.of(), false))
            .hook(hook(Phase.PRESTART, "echo prestart"));
    assertThat(run(plan).err()).contains("error[CDL7012]").doesNotContain("prestart");
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE_RUNTIME", "CREATE_CONTAINER", "START_CONTAINER"})
  void aSignalEndsAContainerWhoseHookWaits(Phase phase) throws Exception {
    String script =
        "\"$1\" & supervisor=$!; sleep 0.5; kill -TERM $supervisor; wait $supervisor; echo $?";
    var outcome =
        Host.script(script, shell("echo started").hook(hook(phase, "sleep 8888")), folder);
    assertThat(outcome.out()).isEqualTo("125\n");
    assertThat(outcome.err()).contains("failed: a signal asked the container to end");
    assertThat(Host.run(List.of("pgrep", "-f", "^sleep 8888")).out()).isEmpty();
    assertThat(Host.cgroups()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE_RUNTIME", "CREATE_CONTAINER", "START_CONTAINER", "POSTSTART"})
  void noHookOutlivesASupervisorThatIsKilled(Phase phase) throws Exception {
    String script =
        "\"$1\" & supervisor=$!; sleep 0.5; kill -KILL $supervisor; wait $supervisor;"
            + " sleep 0.3; pgrep -f '^sleep 99''99'";
    var plan = shell("exec sleep 60").hook(hook(phase, "exec sleep 9999"));
    assertThat(Host.script(script, plan, folder).out()).isEmpty();
    ReaperTest.removeCgroups();
  }

  @Test
  void limitsOfTheContainerDoNotKeepHooksFromRunning() throws Exception {
    var plan =
        shell("true")
            .limit(
                new SupervisorAction.LimitCgroup(
                    Controller.PIDS,
                    List.of(new CgroupFile("pids.max", "20")),
                    List.of(new CgroupFile("pids.max", "20"))));
    for (Phase phase : Phase.values()) {
      plan.hook(hook(phase, "echo " + phase.word()));
    }
    assertThat(run(plan).err().lines()).hasSize(Phase.values().length);
    assertThat(Host.cgroups()).isEmpty();
  }

  /** A script, of the host or of the container. */
  private Hook hook(Phase phase, String script) throws Exception {
    Path file = Files.createTempFile(folder, phase.word(), "");
    Path there = phase == Phase.START_CONTAINER ? root.resolve(file.getFileName()) : file;
    Host.write(there, "#!/bin/sh\nexport PATH=/bin:/usr/bin; " + script + "\n");
    return program(
        phase, phase == Phase.START_CONTAINER ? "/" + file.getFileName() : file.toString());
  }

  private Hook program(Phase phase, String path) {
    return new Hook(phase, path, List.of(path), List.of("LEVEL=info"), Optional.empty(), state());
  }

  private static Hook timed(Hook hook, int seconds) {
    return new Hook(
        hook.phase(),
        hook.path(),
        hook.args(),
        hook.environment(),
        Optional.of(seconds),
        hook.state());
  }

  private ContainerState state() {
    return new ContainerState(
        "1.2.0", "sample", folder.toString(), new TreeMap<>(Map.of("a", "\"b")));
  }
}
