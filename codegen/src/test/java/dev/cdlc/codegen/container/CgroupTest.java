package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SupervisorAction.LimitCgroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Limits as the container's cgroup has them, on whichever version the host has, and none left. */
class CgroupTest extends ContainerTest {
  /** Where the host shows this controller's files of a process's cgroup. */
  private static final String SHOW =
      """
      show() {
        path=$(sed -n "s/^[0-9]*:$1://p" /proc/$2/cgroup)
        if [ -n "$path" ]; then cat /sys/fs/cgroup/$1$path/$3
        else cat /sys/fs/cgroup$(sed -n 's/^0:://p' /proc/$2/cgroup)/$4; fi
      }
      """;

  /** A command line that no other run on this host has. */
  private static final String ASLEEP = "sleep 4711" + ProcessHandle.current().pid();

  private static final String TWO_ASLEEP = "%1$s & %1$s & ".formatted(ASLEEP);

  private static final LimitCgroup PIDS =
      new LimitCgroup(Controller.PIDS, files("pids.max", "17"), files("pids.max", "17"));
  private static final LimitCgroup MEMORY =
      new LimitCgroup(
          Controller.MEMORY,
          files("memory.limit_in_bytes", "67108864"),
          files("memory.max", "67108864"));
  private static final LimitCgroup CPU =
      new LimitCgroup(
          Controller.CPU, files("cpu.cfs_quota_us", "50000"), files("cpu.max", "50000 100000"));

  @AfterEach
  void leavesNothing() throws Exception {
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void limits() throws Exception {
    var plan = new SamplePlan(root).limit(CPU).limit(MEMORY).limit(PIDS).shell("echo up; read end");
    String script =
        Host.STARTED
            + SHOW
            + """
            show pids $init pids.max pids.max
            show memory $init memory.limit_in_bytes memory.max
            show cpu $init cpu.cfs_quota_us cpu.max
            exec 3>&-; wait
            """;
    var outcome = Host.script(script, plan, folder);
    assertThat(outcome.out().replace(" 100000", "")).isEqualTo("17\n67108864\n50000\n");
  }

  @Test
  void confinesToACpu() throws Exception {
    var cpu = files("cpuset.cpus", "1");
    var plan = shell("nproc").limit(new LimitCgroup(Controller.CPUSET, cpu, cpu)).limit(PIDS);
    assertThat(run(plan).out()).isEqualTo("1\n");
  }

  /** In the hierarchies of cgroup v1 there is none to be delegated, so it is one of cdlc's. */
  @Test
  void confinesACallersContainerToACpu() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/sys/fs/cgroup/cpuset")), "needs cpuset of v1");
    var cpu = files("cpuset.cpus", "1");
    var plan = shell("nproc").limit(new LimitCgroup(Controller.CPUSET, cpu, cpu)).delegated();
    assertThat(run(plan).out()).isEqualTo("1\n");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void limitsOfCgroupV1AreRoots() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/sys/fs/cgroup/cpuset")), "needs cpuset of v1");
    var cpu = files("cpuset.cpus", "1");
    var plan =
        shell("nproc")
            .namespaces(Namespace.MNT, Namespace.PID, Namespace.USER)
            .limit(new LimitCgroup(Controller.CPUSET, cpu, cpu))
            .delegated();
    String asAUser =
        "chmod 755 \"${1%/*}\"; exec setpriv --reuid=54321 --regid=54321 --clear-groups \"$1\"";
    assertThat(Host.script(asAUser, plan, folder).err())
        .contains("error[CDL7003]")
        .contains("cannot make a cgroup for this limit: EACCES")
        .contains("\n  help: on cgroup v1 limits need root: run it as root, or write `try`");
  }

  @Test
  void slowsADiskDown() throws Exception {
    String disk = Host.script("lsblk -dno MAJ:MIN | tail -1", shell("true"), folder).out().strip();
    Assumptions.assumeFalse(disk.isEmpty(), "needs a block device");
    var limit =
        new LimitCgroup(
            Controller.IO,
            files("blkio.throttle.read_bps_device", disk + " 4096"),
            files("io.max", disk + " rbps=4096"));
    String script =
        Host.STARTED
            + SHOW
            + "show blkio $init blkio.throttle.read_bps_device io.max; exec 3>&-; wait";
    var plan = new SamplePlan(root).limit(limit).shell("echo up; read end");
    assertThat(Host.script(script, plan, folder).out()).contains(disk).contains("4096");
  }

  @Test
  void writesTheFileThatTheKernelHas() throws Exception {
    var files =
        List.of(new CgroupFile("pids.none", "1", Optional.of(new CgroupFile("pids.max", "17"))));
    var plan = new SamplePlan(root).limit(new LimitCgroup(Controller.PIDS, files, files));
    String script = Host.STARTED + SHOW + "show pids $init pids.max pids.max; exec 3>&-; wait";
    assertThat(Host.script(script, plan.shell("echo up; read end"), folder).out())
        .isEqualTo("17\n");
  }

  @Test
  void namesTheLimitThatTheKernelLacks() throws Exception {
    var lacking = files("memory.none", "1");
    var outcome = run(shell("true").limit(new LimitCgroup(Controller.MEMORY, lacking, lacking)));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7004]: sample.cdl:5:3: cannot set memory.none to 1: ENOENT")
        .contains("\n  help: this host has no such file");
  }

  @Test
  void passesOverWhatMayBeLeftOutWithOneNote() throws Exception {
    var lacking =
        List.of(new CgroupFile("memory.none", "1"), new CgroupFile("memory.neither", "1"));
    var outcome =
        run(
            shell("echo ran")
                .limit(new LimitCgroup(Controller.MEMORY, lacking, lacking, true))
                .limit(new LimitCgroup(Controller.RDMA, lacking, lacking, true))
                .limit(PIDS));
    assertThat(outcome.out()).isEqualTo("ran\n");
    String without =
        ":3: this host cannot give this limit; the container runs without it, as `try` allows";
    assertThat(outcome.err().lines())
        .containsExactly("note: sample.cdl:5" + without, "note: sample.cdl:6" + without);
  }

  @Test
  void givesWhatMayBeLeftOutWhereItCan() throws Exception {
    var pids = new LimitCgroup(Controller.PIDS, PIDS.v1(), PIDS.v2(), true);
    var plan = new SamplePlan(root).limit(pids).shell("for i in $(seq 30); do sleep 1 & done");
    assertThat(run(plan).err()).contains("can't fork", "warning[CDL7041]").doesNotContain("note: ");
  }

  @Test
  void goesWithoutATreeWhereEveryLimitMayBeLeftOut() throws Exception {
    var pids = new LimitCgroup(Controller.PIDS, PIDS.v1(), PIDS.v2(), true);
    var outcome = Host.script(READ_ONLY, shell("exit 3").limit(pids), folder);
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(outcome.err()).startsWith("note: sample.cdl:5:3: this host cannot give this limit");
  }

  @Test
  void enforcesALimit() throws Exception {
    var plan = new SamplePlan(root).limit(PIDS).shell("for i in $(seq 30); do sleep 1 & done");
    assertThat(run(plan).err()).contains("can't fork");
  }

  @Test
  void runsWithoutLimitsInItsOwnCgroup() throws Exception {
    var plan = new SamplePlan(root).shell("echo up; read end");
    String script = Host.STARTED + "cat /proc/$init/cgroup; exec 3>&-; wait";
    assertThat(Host.script(script, plan, folder).out())
        .contains("/cdlc/" + SamplePlan.OF_THIS_RUN + "-");
  }

  @Test
  void seesItsCgroupAsTheRootOfAll() throws Exception {
    var plan = shell("cut -d: -f3 /proc/self/cgroup | sort -u").limit(PIDS);
    assertThat(run(plan).out()).isEqualTo("/\n");
  }

  @Test
  void namesTheLimitThatTheKernelRefuses() throws Exception {
    var refused = files("pids.max", "none");
    var plan =
        shell("true").limit(MEMORY).limit(new LimitCgroup(Controller.PIDS, refused, refused));
    var outcome = run(plan);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7004]: sample.cdl:6:3: cannot set pids.max to none: EINVAL");
  }

  @Test
  void namesTheLimitForWhichThereIsNoWritableTree() throws Exception {
    var outcome = Host.script(READ_ONLY, shell("true").limit(PIDS), folder);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7003]: sample.cdl:5:3: cannot make a cgroup for this limit: EROFS")
        .contains("help: limits need a writable cgroup tree");
  }

  @Test
  void goesWithoutACgroupWhereNoLimitNeedsOne() throws Exception {
    assertThat(Host.script(READ_ONLY, shell("exit 3"), folder).status()).isEqualTo(3);
  }

  @Test
  void killsWhatOutlivesTheCommand() throws Exception {
    var plan =
        new SamplePlan(root)
            .namespaces(Namespace.MNT, Namespace.UTS)
            .limit(PIDS)
            .shell(TWO_ASLEEP + "exit 5");
    var outcome = Host.script("\"$1\"; echo $?; pgrep -xf '" + ASLEEP + "'", plan, folder);
    assertThat(outcome.out()).isEqualTo("5\n");
  }

  @Test
  void removesTheCgroupsThatAreMadeInItsOwn() throws Exception {
    String script =
        """
        own="*/cdlc/%s-$supervisor"
        for made in $(find /sys/fs/cgroup -path "$own" -type d); do
          mkdir -p "$made/one/two" "$made/other"
        done
        %s 3>&- & echo $! > "$made/one/two/cgroup.procs"
        exec 3>&-; wait $supervisor; echo $?; pgrep -xf '%s'
        """
            .formatted(SamplePlan.OF_THIS_RUN, ASLEEP, ASLEEP);
    var plan = shell("echo up; read end; exit 5").limit(PIDS);
    var outcome = Host.script(Host.STARTED + script, plan, folder);
    assertThat(outcome.out()).isEqualTo("5\n");
  }

  @Test
  void makesItsCgroupAnewWhereOneIsLeftOfAnEarlierProcess() throws Exception {
    var outcome = Host.script(LEFT + "exec \"$1\"", shell("exit 5").limit(PIDS), folder);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isEqualTo(5);
  }

  @Test
  void leavesACgroupAloneThatOthersLiveIn() throws Exception {
    String script =
        """
        cd "${1%%/*}"
        sh -c '%2$s echo "$left" > left; %1$s & echo $! > "$left/cgroup.procs"; exec "$1"' sh "$1"
        echo $? $(pgrep -cxf '%1$s')
        pkill -xf '%1$s'
        while pgrep -xf '%1$s' > /dev/null; do :; done
        rmdir "$(cat left)"
        """
            .formatted(ASLEEP, LEFT);
    var outcome = Host.script(script, shell("exit 5").limit(PIDS), folder);
    assertThat(outcome.out()).isEqualTo("125 1\n");
    assertThat(outcome.err())
        .startsWith("error[CDL7003]: sample.cdl:5:3: cannot make a cgroup for this limit: EBUSY");
  }

  @Test
  void namesTheLimitForWhichThereIsNoHierarchy() throws Exception {
    String script = "exec unshare --mount sh -c 'umount -R /sys/fs/cgroup; exec \"$1\"' sh \"$1\"";
    var outcome = Host.script(script, shell("true").limit(PIDS), folder);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7003]: sample.cdl:5:3: cannot make a cgroup for this limit: ENOENT");
  }

  @Test
  void tracksByV1WhereThereIsNoV2() throws Exception {
    var plan = new SamplePlan(root).namespaces(Namespace.MNT).shell(TWO_ASLEEP + "exit 5");
    var outcome = Host.script(WITHOUT_V2 + "pgrep -xf '" + ASLEEP + "'", plan, folder);
    Assumptions.assumeTrue(outcome.status() != 77, "needs cgroup v1 beside v2");
    assertThat(outcome.out()).isEqualTo("5\n");
  }

  @Test
  void limitsByV1WhereV2IsReadOnly() throws Exception {
    var plan = shell("for i in $(seq 30); do sleep 1 & done").limit(PIDS);
    String script =
        """
        unshare --mount sh -c '
          [ -d /sys/fs/cgroup/pids ] && mount -o remount,bind,ro /sys/fs/cgroup/unified || exit 77
          "$1"' sh "$1"
        """;
    var outcome = Host.script(script, plan, folder);
    Assumptions.assumeTrue(outcome.status() != 77, "needs cgroup v1 beside v2");
    assertThat(outcome.err()).contains("can't fork").doesNotContain("error[");
  }

  @Test
  void keepsItsMountsWhereTheHostSharesIts() throws Exception {
    var plan = shell("true").mount(SamplePlan.tmpfs("/tmp", "size", "64k")).limit(PIDS);
    String script =
        """
        exec unshare --mount --propagation shared sh -c '
          "$1"; grep "$(dirname "$1")" /proc/self/mountinfo' sh "$1"
        """;
    assertThat(Host.script(script, plan, folder).out()).isEmpty();
  }

  /**
   * A cgroup by the name that the running shell would give to its own. What the shell starts keeps
   * it locked, so that no cdlc takes it for a leftover.
   */
  private static final String LEFT =
      """
      left=cdlc/%s-$$
      if [ -d /sys/fs/cgroup/pids ]; then left=/sys/fs/cgroup/pids/$left
      else left=/sys/fs/cgroup/$left; fi
      mkdir -p "$left"
      exec 9<"$left"; flock 9
      """
          .formatted(SamplePlan.OF_THIS_RUN);

  private static final String WITHOUT_V2 =
      """
      unshare --mount sh -c '
        umount /sys/fs/cgroup/unified && [ -d /sys/fs/cgroup/freezer ] || exit 77
        "$1"; echo $?' sh "$1" || exit 77
      """;

  private static final String READ_ONLY =
      """
      exec unshare --mount sh -c '
        awk "\\$5 ~ \\"^/sys/fs/cgroup\\" { print \\$5 }" /proc/self/mountinfo |
          while read m; do mount -o remount,bind,ro "$m"; done
        exec "$1"' sh "$1"
      """;

  private static List<CgroupFile> files(String name, String value) {
    return List.of(new CgroupFile(name, value));
  }
}
