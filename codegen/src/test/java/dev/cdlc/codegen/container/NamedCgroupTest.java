package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.DeviceException;
import dev.cdlc.plan.SupervisorAction;
import dev.cdlc.plan.SupervisorAction.LimitCgroup;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cgroup that a source names, on whichever version the host has, and none left of it. */
class NamedCgroupTest extends ContainerTest {
  /** That no other run on this host has. */
  private static final String TOP = "cdlc-named-" + ProcessHandle.current().pid();

  private static final String ASLEEP = "sleep 4713" + ProcessHandle.current().pid();

  /** The paths of all cgroups of the test, without what is above each. */
  private static final String FIND =
      "find /sys/fs/cgroup -type d -path '*/%1$s*' | sed 's|.*/%1$s|%1$s|' | sort -u; "
          .formatted(TOP);

  /** Runs {@code mkdir -p} of a path in each hierarchy that the container may use. */
  private static final String MAKE =
      """
      for h in freezer cpu memory pids unified devices cpuset; do
        [ -e /sys/fs/cgroup/$h/cgroup.procs ] && mkdir -p "/sys/fs/cgroup/$h/$made"
      done
      [ -e /sys/fs/cgroup/cgroup.controllers ] && mkdir -p "/sys/fs/cgroup/$made"
      """;

  /** In a mount namespace where only the hierarchy of v2 restricts devices; names its cgroup. */
  private static final String WITHOUT_V1_DEVICES =
      """
      umount /sys/fs/cgroup/devices 2>/dev/null
      cgroup=/sys/fs/cgroup/unified; [ -e $cgroup ] || cgroup=/sys/fs/cgroup
      cgroup=$cgroup/%s
      """
          .formatted(TOP);

  private static final LimitCgroup PIDS = limit(Controller.PIDS, "pids.max", "17");
  private static final LimitCgroup CPUS = limit(Controller.CPUSET, "cpuset.cpus", "1");

  @AfterEach
  void leavesNothing() throws Exception {
    Host.script(
        "find /sys/fs/cgroup -depth -type d -path '*/" + TOP + "*' -exec rmdir {} ';'",
        shell("true"),
        folder);
    assertThat(Host.cgroups()).isEmpty();
  }

  private SamplePlan waiting(String path) {
    return new SamplePlan(root).cgroup(path).shell("echo up; read end; exit 5");
  }

  @Test
  void isWhereAnAbsolutePathLeads() throws Exception {
    String script =
        Host.STARTED
            + "cut -d: -f3 /proc/$init/cgroup | grep -c '^/%s/one/web$'; ".formatted(TOP)
            + "exec 3>&-; wait $supervisor; echo $?; "
            + FIND;
    var outcome = Host.script(script, waiting("/" + TOP + "/one/web").limit(PIDS), folder);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).matches("[1-9]\n5\n");
  }

  @Test
  void isBelowTheCallersByARelativePath() throws Exception {
    String script =
        Host.STARTED
            + """
            while IFS=: read -r id controllers own; do
              grep "^$id:" /proc/$init/cgroup | grep -q '%1$s/web$' || continue
              [ "$id" = 0 ] && own=${own%%/*}
              [ "$own" = / ] && own=
              grep -qxF "$id:$controllers:$own/%1$s/web" /proc/$init/cgroup || echo "$id $own"
            done < /proc/self/cgroup
            grep -q '%1$s/web' /proc/$init/cgroup || echo nowhere
            exec 3>&-; wait $supervisor; echo $?
            """
                .formatted(TOP)
            + FIND;
    var outcome = Host.script(script, waiting(TOP + "/web").limit(PIDS), folder);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("5\n");
  }

  @Test
  void hasItsLimits() throws Exception {
    var plan = shell("nproc; for i in $(seq 30); do sleep 1 & done").limit(CPUS).limit(PIDS);
    var outcome = run(plan.cgroup("/" + TOP + "/a/b/c"));
    assertThat(outcome.err()).contains("can't fork").doesNotContain("error[");
    assertThat(outcome.out()).isEqualTo("1\n");
    assertThat(Host.script(FIND, shell("true"), folder).out()).isEmpty();
  }

  @Test
  void takesOneThatIsEmptyAndLeavesItEmpty() throws Exception {
    String script = "made=" + TOP + "/web\n" + MAKE + "\"$1\"; echo $?; " + FIND;
    var plan = shell("exit 5").limit(PIDS).cgroup("/" + TOP + "/web");
    assertThat(Host.script(script, plan, folder).out())
        .isEqualTo("5\n%1$s\n%1$s/web\n".formatted(TOP));
  }

  @Test
  void removesOnlyWhatItHasMade() throws Exception {
    String script = "made=" + TOP + "\n" + MAKE + "\"$1\"; echo $?; " + FIND;
    var plan = shell("exit 5").limit(PIDS).cgroup("/" + TOP + "/one/web");
    assertThat(Host.script(script, plan, folder).out()).isEqualTo("5\n%s\n".formatted(TOP));
  }

  @Test
  void refusesOneWithCgroupsInIt() throws Exception {
    String script = "made=" + TOP + "/web/other\n" + MAKE + "\"$1\"; echo $?; " + FIND;
    var plan = shell("exit 5").limit(PIDS).cgroup("/" + TOP + "/web");
    var outcome = Host.script(script, plan, folder);
    assertThat(outcome.out()).isEqualTo("125\n%1$s\n%1$s/web\n%1$s/web/other\n".formatted(TOP));
    assertThat(outcome.err()).contains("cannot use the cgroup /" + TOP + "/web: EBUSY");
  }

  @Test
  void refusesOneWithProcessesInItAndLeavesThemAlone() throws Exception {
    String script =
        "made="
            + TOP
            + "/web\n"
            + MAKE
            + """
            %1$s & asleep=$!
            for procs in $(find /sys/fs/cgroup -path '*/%2$s/web/cgroup.procs'); do
              echo $asleep > $procs
            done
            "$1"; echo $?
            kill $asleep && wait $asleep; echo $?
            """
                .formatted(ASLEEP, TOP);
    var plan = shell("exit 5").limit(PIDS).cgroup("/" + TOP + "/web");
    var outcome = Host.script(script, plan, folder);
    assertThat(outcome.out()).isEqualTo("125\n143\n");
    assertThat(outcome.err()).contains("cannot use the cgroup /" + TOP + "/web: EBUSY");
  }

  @Test
  void refusesTheOneOfAnotherContainer() throws Exception {
    String script = Host.STARTED + "\"$1\" 3>&-; echo $?; exec 3>&-; wait $supervisor; echo $?; ";
    var outcome = Host.script(script + FIND, waiting("/" + TOP), folder);
    assertThat(outcome.out()).isEqualTo("125\n5\n");
    assertThat(outcome.err()).contains("cannot use the cgroup /" + TOP + ": EBUSY");
  }

  @Test
  void losesTheDeviceProgramOfItsContainer() throws Exception {
    String script =
        WITHOUT_V1_DEVICES
            + """
            mkdir $cgroup; "$1"
            echo $$ >$cgroup/cgroup.procs; head -c 1 /dev/zero | wc -c
            """;
    assertThat(inOwnMounts(script, withoutZero("head -c 1 /tmp/zero")))
        .extracting(Host.Outcome::out, Host.Outcome::err)
        .containsExactly("1\n", "head: /tmp/zero: Operation not permitted\n");
  }

  @Test
  void losesThatOfAContainerWhoseSupervisorWasKilled() throws Exception {
    SamplePlan next =
        withoutZero(
            "head -c 1 /tmp/zero | wc -c", new SupervisorAction.RestrictDevices(true, List.of()));
    String script =
        WITHOUT_V1_DEVICES
            + """
            cd "${1%%/*}"; mkfifo out; "$1" >out & supervisor=$!
            read -r up <out; kill -KILL $supervisor; wait $supervisor
            until grep -q 'populated 0' $cgroup/cgroup.events; do :; done
            %s
            """
                .formatted(Host.executable(next, folder));
    var outcome = inOwnMounts(script, withoutZero("echo up; exec sleep 60"));
    assertThat(outcome.out()).isEqualTo("1\n");
  }

  private Host.Outcome inOwnMounts(String script, SamplePlan plan) throws Exception {
    String container = Host.executable(plan, folder).toString();
    return Host.run(List.of("unshare", "--mount", "/bin/sh", "-c", script, "sh", container));
  }

  private SamplePlan withoutZero(String script) {
    return withoutZero(
        script,
        new SupervisorAction.RestrictDevices(
            true,
            List.of(
                new DeviceException.Numbered(
                    DeviceException.Type.CHARACTER,
                    Optional.of(1),
                    Optional.of(5),
                    List.of(DeviceException.Access.READ)))));
  }

  private SamplePlan withoutZero(String script, SupervisorAction.RestrictDevices devices) {
    return shell("mknod /tmp/zero c 1 5; " + script)
        .mount(SamplePlan.tmpfs("/tmp", "mode", "1777"))
        .devices(devices)
        .cgroup("/" + TOP);
  }

  @Test
  void isNeverDoneWithout() throws Exception {
    String script = "exec unshare --mount sh -c 'umount -R /sys/fs/cgroup; exec \"$1\"' sh \"$1\"";
    var outcome = Host.script(script, shell("true").cgroup("/" + TOP), folder);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err()).contains("cannot use the cgroup /" + TOP + ": ENOENT");
  }

  private static LimitCgroup limit(Controller controller, String file, String value) {
    var files = List.of(new CgroupFile(file, value));
    return new LimitCgroup(controller, files, files);
  }
}
