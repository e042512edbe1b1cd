package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SupervisorAction.LimitCgroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The cgroup of a caller without privileges, who has one of cgroup v2: each test sees that
 * hierarchy alone, as a host without v1 does.
 */
class DelegatedCgroupTest extends ContainerTest {
  private static final String TOP = "cdlc-delegated-" + ProcessHandle.current().pid();

  /**
   * In a mount namespace: {@code $top} is a cgroup that nobody is in, {@code as_a_user} runs the
   * executable without privileges, {@code enter} puts this shell into a cgroup.
   */
  private static final String PROLOGUE =
      """
      mount -t cgroup2 none /sys/fs/cgroup || exit
      top=/sys/fs/cgroup/%s; mkdir $top; cd $top || exit
      chmod 755 "${1%%/*}"
      before=$(cat ../cgroup.subtree_control)
      hand_down() { echo +hugetlb >../cgroup.subtree_control; }
      enter() { echo $$ >$1/cgroup.procs; }
      give() { chown 54321 $1 $1/cgroup.procs $1/cgroup.subtree_control; }
      own() { cut -d: -f3 /proc/self/cgroup | tail -n1 | sed 's|.*/%1$s|top|'; }
      as_a_user() { setpriv --reuid=54321 --regid=54321 --clear-groups "$@"; }
      """
          .formatted(TOP);

  private static final String EPILOGUE =
      """

      echo $$ >/sys/fs/cgroup/cgroup.procs
      find $top -depth -type d | sed 's|.*/%1$s|top|'
      find $top -depth -type d -exec rmdir {} ';'
      case $before in *hugetlb*) ;; *) echo -hugetlb >/sys/fs/cgroup/cgroup.subtree_control ;; esac
      """
          .formatted(TOP);

  private static final LimitCgroup PAGES = limit(Controller.HUGETLB, "hugetlb.2MB.max", "4194304");

  @AfterEach
  void leavesNothing() throws Exception {
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void isBelowTheCallersOwnAndGoesWithTheContainer() throws Exception {
    var outcome = alone("give .; enter .; as_a_user \"$1\"; own", shell("exit 0"));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("top\ntop\n");
  }

  @Test
  void containerIsTracked() throws Exception {
    String look = "give .; enter .; as_a_user \"$1\" & sleep 1; find cdlc/* -type d | wc -l; wait";
    assertThat(alone(look, shell("sleep 2")).out()).isEqualTo("1\ntop\n");
  }

  @Test
  void processesBesideItAreMovedOnceItIsLimited() throws Exception {
    assumeHugePages();
    String twice =
        """
        hand_down
        give .; enter .; sleep 4711 & asleep=$!
        as_a_user "$1"; own; as_a_user "$1"; own
        kill $asleep; wait
        """;
    var outcome = alone(twice, shell("exit 0").limit(PAGES));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("top/cdlc-callers\n".repeat(2) + "top/cdlc-callers\ntop\n");
  }

  @Test
  void limitHolds() throws Exception {
    assumeHugePages();
    String look =
        """
        hand_down
        give .; enter .
        as_a_user "$1" & sleep 1; cat cdlc/*/hugetlb.2MB.max; wait
        """;
    assertThat(alone(look, shell("sleep 2").limit(PAGES)).out())
        .isEqualTo("4194304\ntop/cdlc-callers\ntop\n");
  }

  @Test
  void controllerThatIsNotHandedDownIsTold() throws Exception {
    assumeHugePages();
    var outcome =
        alone("mkdir in; give in; enter in; as_a_user \"$1\"", shell("exit 0").limit(PAGES));
    assertThat(outcome.err())
        .contains("error[CDL7007]")
        .contains("cannot enable the hugetlb controller: ENOENT")
        .contains("\n  help: hugetlb is not handed to users: `cdlc doctor` says how");
    assertThat(outcome.out()).isEqualTo("top/in\ntop\n");
  }

  @Test
  void cgroupOfAnotherIsNotDivided() throws Exception {
    var outcome = alone("enter .; as_a_user \"$1\"; echo $?; own", shell("exit 0").limit(PAGES));
    assertThat(outcome.err())
        .contains("error[CDL7003]")
        .contains("cannot make a cgroup for this limit: EACCES")
        .contains(
            "\n  help: hugetlb is not delegated: run it by `systemd-run --user --scope -p"
                + " Delegate=yes`, or write `try`");
    assertThat(outcome.out()).isEqualTo("125\ntop\ntop\n");
  }

  @Test
  void containerWithoutLimitsNeedsNone() throws Exception {
    var outcome = alone("enter .; as_a_user \"$1\"; echo $?; own", shell("exit 5"));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("5\ntop\ntop\n");
  }

  @Test
  void triedLimitIsLeftOutWithANote() throws Exception {
    var tried = new LimitCgroup(Controller.HUGETLB, PAGES.v1(), PAGES.v2(), true);
    var outcome = alone("enter .; as_a_user \"$1\"; echo $?", shell("exit 5").limit(tried));
    assertThat(outcome.err()).matches("note: .*: this host cannot give this limit; .*\n");
    assertThat(outcome.out()).isEqualTo("5\ntop\n");
  }

  private static void assumeHugePages() throws Exception {
    Path v1 = Path.of("/sys/fs/cgroup/hugetlb");
    Path pages = Path.of("/sys/kernel/mm/hugepages/hugepages-2048kB");
    Assumptions.assumeTrue(
        Files.notExists(v1) && Files.exists(pages),
        "needs hugetlb to be a controller of cgroup v2");
  }

  private Host.Outcome alone(String script, SamplePlan plan) throws Exception {
    Host.run(List.of("chown", "-R", "54321:54321", root.toString()));
    String all = PROLOGUE + script + EPILOGUE;
    var user = plan.namespaces(Namespace.MNT, Namespace.PID, Namespace.USER).delegated();
    String quoted = "'" + all.replace("'", "'\\''") + "'";
    return Host.script("exec unshare --mount sh -c %s sh \"$1\"".formatted(quoted), user, folder);
  }

  private static LimitCgroup limit(Controller controller, String file, String value) {
    List<CgroupFile> files = List.of(new CgroupFile(file, value));
    return new LimitCgroup(controller, files, files);
  }
}
