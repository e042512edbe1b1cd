package dev.cdlc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.ActionText;
import dev.cdlc.plan.Actor;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.ExecutionDomain;
import dev.cdlc.plan.FileAccess;
import dev.cdlc.plan.IdMapping;
import dev.cdlc.plan.IoClass;
import dev.cdlc.plan.MemoryPolicyMode;
import dev.cdlc.plan.MountIds;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Propagation;
import dev.cdlc.plan.Rlimit;
import dev.cdlc.plan.SchedulingPolicy;
import dev.cdlc.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules of order that the kernel sets; what plans look like is kept in the corpus. */
class LowerTest {
  private static final String EVERYBODYS =
      "allow no devices but c 1:3 rwm, c 1:5 rwm, c 1:7 rwm, c 1:8 rwm, c 1:9 rwm, c 5:0 rwm,"
          + " c 5:2 rwm, c 136:* rwm, c *:* m, b *:* m";

  @Test
  void supervisorClonesBetweenItsTwoParts() {
    Plan plan = plan("root ./fs; ns pid, user; run true");
    assertThat(plan.steps().getFirst().actor()).isEqualTo(Actor.SUPERVISOR);
    assertThat(actions(plan))
        .extracting(Action::getClass)
        .containsSubsequence(
            Action.Clone.class, Action.Execve.class, Action.MapCaller.class, Action.Release.class)
        .endsWith(Action.Tend.class);
  }

  @Test
  void hooksComeWhenTheirPhaseDoes() {
    Plan plan =
        plan(
            """
            root ./fs; user 33; init on; terminal; run true;
            hook poststop /f; hook poststart /e; hook start-container /d;
            hook create-container /c; hook create-runtime /b; hook prestart /a""");
    assertThat(plan.steps())
        .filteredOn(step -> step.actor() == Actor.SUPERVISOR)
        .extracting(step -> ActionText.of(step.action()))
        .containsSubsequence(
            "wait until all is mounted",
            "run the prestart hook /a",
            "run the create-runtime hook /b",
            "release init",
            "relay the terminal",
            "release init",
            "run the poststart hook /e")
        .endsWith("run the poststop hook /f");
    assertThat(plan.steps())
        .filteredOn(step -> step.actor() == Actor.INIT)
        .extracting(step -> ActionText.of(step.action()))
        .containsSubsequence(
            "tell that all is mounted",
            "await release",
            "run the create-container hook /c",
            "open a terminal",
            "pivot to the root",
            "await release",
            "become 33:its group",
            "allow no new privileges",
            "run the start-container hook /d",
            "clone the command, forward signals to it, reap, exit as it did");
  }

  @Test
  void initWaitsForNobodyWithoutHooksOfTheSupervisor() {
    assertThat(classes("root ./fs; run true; hook create-container /a; hook poststop /b"))
        .contains(Action.RunHook.class)
        .doesNotContain(Action.AnnounceMounts.class, Action.AwaitMounts.class);
  }

  @Test
  void cgroupIsLimitedBeforeAnythingRunsInIt() {
    assertThat(classes("root ./fs; cpu 50%; memory 1MiB; pids 9; run true"))
        .containsSubsequence(
            Action.MakeCgroup.class,
            Action.LimitCgroup.class,
            Action.LimitCgroup.class,
            Action.LimitCgroup.class,
            Action.Clone.class,
            Action.JoinCgroup.class);
  }

  @Test
  void initBecomesRootOfItsUserNamespaceBeforeItHides() {
    assertThat(classes("root ./fs; ns pid, user; run true"))
        .containsSubsequence(
            Action.JoinCgroup.class, Action.BecomeRoot.class, Action.HideFromPtrace.class)
        .doesNotContain(Action.SetUser.class);
  }

  @Test
  void rootIsMadeReadOnlyWhenNothingIsLeftToBeMadeInIt() {
    List<Class<?>> classes = classes("root ./fs ro; cwd /srv; tmpfs /tmp; run true");
    assertThat(classes)
        .containsSubsequence(Action.Mount.class, Action.ReadonlyRoot.class, Action.PivotRoot.class);
    assertThat(classes.subList(classes.indexOf(Action.ReadonlyRoot.class), classes.size()))
        .doesNotContain(
            Action.Mount.class,
            Action.Bind.class,
            Action.Device.class,
            Action.Symlink.class,
            Action.MakeFolder.class,
            Action.MaskPath.class,
            Action.ReadonlyPath.class);
  }

  @Test
  void hostsTreeIsReadOnlyFromTheStart() {
    Plan plan = plan("root host; run true");
    assertThat(actions(plan)).contains(new Action.OpenRoot("/", true));
    assertThat(classes("root host; run true")).doesNotContain(Action.ReadonlyRoot.class);
  }

  @Test
  void overlayLiesOverAFolderThatStaysAsItIs() {
    assertThat(actions(plan("root ./fs overlay; run true")))
        .containsSubsequence(
            new Action.OpenRoot("/srv/cdl/fs", true),
            new Action.OverlayRoot(Optional.empty(), false))
        .noneMatch(Action.MakeUpper.class::isInstance);
  }

  @Test
  void folderForChangesBelongsToTheContainersRoot() {
    Optional<String> upper = Optional.of("/srv/cdl/up");
    assertThat(actions(plan("root ./fs overlay ./up; run true")))
        .containsSubsequence(
            new Action.MakeUpper("/srv/cdl/up", Optional.empty()),
            new Action.OverlayRoot(upper, false));
    String maps = "ns user, pid; uid-map 1 5 1; uid-map 0 9 1; gid-map 0 8 1; ";
    assertThat(actions(plan(maps + "root /fs overlay ./up; run true")))
        .containsSubsequence(
            new Action.MakeUpper("/srv/cdl/up", Optional.of(new Action.Owner(9, 8))),
            new Action.OpenRoot("/fs", true),
            new Action.OverlayRoot(upper, true));
  }

  @Test
  void privilegesAreGivenUpInTheKernelsOrder() {
    assertThat(classes("root ./fs; user 5:5; cwd /srv; run true"))
        .containsSubsequence(
            Action.AwaitRelease.class,
            Action.LimitBoundingSet.class,
            Action.SetUser.class,
            Action.DieWithSupervisor.class,
            Action.Chdir.class,
            Action.SetCapabilities.class,
            Action.NoNewPrivileges.class,
            Action.Execve.class);
  }

  @Test
  void newPrivilegesAreAllowedWhereAskedFor() {
    assertThat(classes("root ./fs; no-new-privs off; run true"))
        .doesNotContain(Action.NoNewPrivileges.class);
  }

  @Test
  void modesOfWhatIsMadeAreExactAndTheCommandsMaskComesAfter() {
    assertThat(actions(plan("root ./fs; user 0:0 < umask 0077 > run true")))
        .containsSubsequence(
            new Action.Umask(0),
            new Action.OpenRoot("/srv/cdl/fs", false),
            new Action.PivotRoot(),
            new Action.Umask(0077));
  }

  @Test
  void withoutACommandNothingIsExecuted() {
    assertThat(classes("root ./fs")).doesNotContain(Action.Execve.class);
  }

  @Test
  void devicesAreBoundInAUserNamespace() {
    assertThat(actions(plan("root ./fs; run true")))
        .contains(new Action.Device("/dev/null", 1, 3, 0666, false));
    assertThat(actions(plan("root ./fs; ns pid, user; run true")))
        .contains(new Action.Device("/dev/null", 1, 3, 0666, true));
  }

  @Test
  void devicesComeWithAFileSystemOfTheContainersOwn() {
    assertThat(classes("root ./fs; default-mounts off; run true"))
        .doesNotContain(Action.Device.class, Action.Symlink.class);
    assertThat(classes("root ./fs; bind /dev /dev rbind; run true"))
        .doesNotContain(Action.Device.class, Action.Symlink.class);
    assertThat(classes("root ./fs; mount devtmpfs dev /dev; run true"))
        .doesNotContain(Action.Device.class, Action.Symlink.class);
    assertThat(classes("root ./fs; default-mounts off; tmpfs /dev; run true"))
        .contains(Action.Device.class, Action.Symlink.class);
  }

  @Test
  void devicesThatAreAskedForComeAfterThoseOfEveryContainer() {
    assertThat(actions(plan("root ./fs; device /dev/net/tun c 10:200 mode=0660; run true")))
        .containsSubsequence(
            new Action.Device("/dev/null", 1, 3, 0666, false),
            new Action.MakeFolder("/dev/net"),
            new Action.Device("/dev/net/tun", 10, 200, 0660, false));
    assertThat(actions(plan("root ./fs; device /dev/null c 1:3 mode=0444; run true")))
        .contains(new Action.Device("/dev/null", 1, 3, 0444, false))
        .doesNotContain(new Action.Device("/dev/null", 1, 3, 0666, false));
  }

  @Test
  void onlyTheDevicesOfEveryContainerMayBeUsed() {
    assertThat(texts("root ./fs; run true")).contains(EVERYBODYS);
    assertThat(texts("root ./fs; device-rule deny all; run true")).contains(EVERYBODYS);
    assertThat(texts("root ./fs; device-rule deny c 1:3; run true")).contains(EVERYBODYS);
  }

  @Test
  void theLastRuleThatIsForADeviceHolds() {
    assertThat(texts("root ./fs; device-rule allow b 8:0; device-rule deny b 8:0 w; run true"))
        .contains(EVERYBODYS.replace("but", "but b 8:0 rm,"));
    assertThat(texts("root ./fs; device-rule allow b 8:0; device-rule deny b; run true"))
        .contains(EVERYBODYS);
    assertThat(texts("root ./fs; device-rule allow all; device-rule deny b 8:0 w; run true"))
        .contains("allow all devices but b 8:0 w");
    assertThat(texts("root ./fs; device-rule deny b 8:0; device-rule allow all; run true"))
        .noneMatch(text -> text.matches("allow (all|no) devices.*"));
  }

  @Test
  void aRuleForAllThatIsNotForEveryUseIsARuleForEachType() {
    assertThat(texts("root ./fs; device-rule allow all r; device-rule allow c 1:1; run true"))
        .contains(
            "allow no devices but c *:* rm, b *:* rm, c 1:1 rwm,"
                + " c 1:3 rwm, c 1:5 rwm, c 1:7 rwm, c 1:8 rwm, c 1:9 rwm, c 5:0 rwm, c 5:2 rwm,"
                + " c 136:* rwm");
  }

  @Test
  void deviceOfTheHostIsLookedUpAndAllowed() {
    assertThat(texts("root ./fs; device /dev/fuse access=r; run true"))
        .containsSubsequence("look up the host's device /dev/fuse", EVERYBODYS + ", /dev/fuse r");
    assertThat(texts("root ./fs; device-rule allow all; device /dev/fuse; run true"))
        .noneMatch(text -> text.contains("look up"));
  }

  @Test
  void inAUserNamespaceOnlyWhoAsksForRulesHasThem() {
    assertThat(texts("root ./fs; ns pid, user; device /dev/fuse; run true"))
        .noneMatch(text -> text.matches("allow (all|no) devices.*"));
    assertThat(texts("root ./fs; ns pid, user; device-rule deny all; run true"))
        .contains(EVERYBODYS);
  }

  @Test
  void deviceOfTheHostIsBoundWhateverTheNamespaces() {
    var fuse = new Action.Bind("/dev/fuse", "/dev/fuse", false, List.of(), false);
    assertThat(actions(plan("root ./fs; device /dev/fuse; run true"))).contains(fuse);
    assertThat(actions(plan("root ./fs; ns pid, user; device /dev/fuse; run true"))).contains(fuse);
  }

  @Test
  void filesAndMemoryAreLimitedWhenTheLastFileIsOpen() {
    assertThat(actions(plan("root ./fs; rlimit nofile 9:10; rlimit nproc 8; user 5:5; run true")))
        .containsSubsequence(
            new Action.AwaitRelease(),
            new Action.LimitResource(Rlimit.NPROC, 8, 8),
            new Action.DieWithSupervisor(),
            new Action.Chdir("/"),
            new Action.LimitResource(Rlimit.NOFILE, 9, 10));
  }

  @Test
  void theShareOfTheHostIsSetBeforePrivilegesAreGivenUp() {
    assertThat(
            actions(
                plan(
                    "root ./fs; oom-score-adj 9; scheduler fifo < priority 3; flags reset-on-fork >"
                        + " io-priority idle; numa-policy bind 0-1,9 < flags static-nodes >"
                        + " personality linux32; user 5:5; run true")))
        .containsSubsequence(
            new Action.DieWithSupervisor(),
            new Action.AdjustOomScore(9),
            new Action.HideFromPtrace(),
            new Action.SetScheduler(
                SchedulingPolicy.FIFO, List.of(SchedulingPolicy.Flag.RESET_ON_FORK), 0, 3, 0, 0, 0),
            new Action.SetIoPriority(IoClass.IDLE, 0),
            new Action.SetMemoryPolicy(
                MemoryPolicyMode.BIND,
                List.of(MemoryPolicyMode.Flag.STATIC_NODES),
                List.of(0, 1, 9)),
            new Action.SetPersonality(ExecutionDomain.LINUX32),
            new Action.SetUser(
                new Action.Id.Numeric(5), Optional.of(new Action.Id.Numeric(5)), List.of()));
  }

  @Test
  void settingsOfNamespacesAreMadeOnceTheInitIsInThem() {
    assertThat(
            actions(
                plan(
                    "root ./fs; domainname example.org; sysctl net.core.somaxconn=9,"
                        + " kernel.shmmni=\"7\"; run true")))
        .containsSubsequence(
            new Action.JoinCgroup(true),
            new Action.SetSysctl("kernel.shmmni", "7"),
            new Action.SetSysctl("net.core.somaxconn", "9"),
            new Action.PivotRoot(),
            new Action.SetHostname("x"),
            new Action.SetDomainname("example.org"),
            new Action.NewSession());
  }

  @Test
  void theCgroupIsTheOneThatIsNamed() {
    assertThat(actions(plan("root ./fs; cgroup batch/x; pids 5; run true")))
        .contains(new Action.TakeCgroup("batch/x", List.of(Controller.PIDS, Controller.DEVICES)))
        .noneMatch(Action.MakeCgroup.class::isInstance);
  }

  @Test
  void namespacesAreJoinedAroundTheClone() {
    assertThat(
            actions(
                plan("root ./fs; ns pid=/p, net=/run/netns/x, uts, cgroup=/c; pids 5; run true")))
        .containsSubsequence(
            new Action.ResetSignals(),
            new Action.OpenNamespace(Namespace.PID, "/p"),
            new Action.OpenNamespace(Namespace.NET, "/run/netns/x"),
            new Action.OpenNamespace(Namespace.CGROUP, "/c"),
            new Action.MakeCgroup("x", List.of(Controller.PIDS, Controller.DEVICES)),
            new Action.HideFromPtrace(),
            new Action.EnterNamespace(Namespace.PID, "/p"),
            new Action.EnterNamespace(Namespace.NET, "/run/netns/x"),
            new Action.Clone(List.of(Namespace.UTS, Namespace.MNT)),
            new Action.LeaveNamespace(Namespace.PID),
            new Action.LeaveNamespace(Namespace.NET),
            new Action.JoinCgroup(false),
            new Action.EnterNamespace(Namespace.CGROUP, "/c"))
        .doesNotContain(new Action.BringUpLoopback());
  }

  @Test
  void aUserNamespaceIsJoinedByAProcessBetween() {
    Plan plan = plan("root ./fs; ns pid, user=/u, net=/n; user 7:8; run true");
    assertThat(plan.steps())
        .filteredOn(step -> step.actor() == Actor.JOINER)
        .extracting(Step::action)
        .containsExactly(
            new Action.EnterNamespace(Namespace.NET, "/n"),
            new Action.EnterNamespace(Namespace.USER, "/u"));
    assertThat(actions(plan))
        .containsSubsequence(
            new Action.OpenNamespace(Namespace.USER, "/u"),
            new Action.EnterNamespace(Namespace.USER, "/u"),
            new Action.Clone(List.of(Namespace.PID, Namespace.MNT)),
            new Action.BecomeRoot(),
            new Action.DieWithSupervisor(),
            new Action.SetUser(
                new Action.Id.Numeric(7), Optional.of(new Action.Id.Numeric(8)), List.of()))
        .doesNotContain(new Action.MapCaller())
        .noneMatch(action -> action instanceof Action.LeaveNamespace);
  }

  @Test
  void theRootIsBuiltInAMountNamespaceThatIsJoined() {
    assertThat(actions(plan("root ./fs; ns pid, mount=/m; run true")))
        .containsSubsequence(
            new Action.OpenNamespace(Namespace.MNT, "/m"),
            new Action.Clone(List.of(Namespace.PID)),
            new Action.EnterNamespace(Namespace.MNT, "/m"),
            new Action.SetPropagation(Propagation.PRIVATE),
            new Action.PivotRoot());
  }

  @Test
  void aBindMapsIdsAsItSaysOrAsTheContainerDoes() {
    String maps = "uid-map 0 100000 9; gid-map 0 100000 9; ";
    String own = "bind /a /a rbind < idmap < uid 0 5 1; gid 0 6 1 > >";
    assertThat(actions(plan("root ./fs; run true; " + maps + own + " bind /b /b idmap;")))
        .contains(
            new Action.Bind(
                "/a",
                "/a",
                true,
                List.of(),
                false,
                Optional.of(
                    new MountIds(
                        List.of(new IdMapping(0, 5, 1)), List.of(new IdMapping(0, 6, 1)), true))),
            new Action.Bind(
                "/b",
                "/b",
                false,
                List.of(),
                false,
                Optional.of(
                    new MountIds(
                        List.of(new IdMapping(0, 100_000, 9)),
                        List.of(new IdMapping(0, 100_000, 9)),
                        false))));
  }

  @Test
  void theReaperIsWhatTheCommandWouldHaveBeenButForItsFilter() {
    List<Step> steps = plan("root ./fs; init on; landlock < exec /usr > run true").steps();
    int reap = steps.stream().map(Step::action).toList().indexOf(new Action.Reap());
    assertThat(steps.get(reap - 1).action()).isEqualTo(new Action.RestrictSelf());
    assertThat(steps.subList(reap + 1, steps.size()))
        .filteredOn(step -> step.actor() == Actor.COMMAND)
        .extracting(Step::action)
        .extracting(Action::getClass)
        .containsExactly(
            Action.DieWithSupervisor.class, Action.LoadFilter.class, Action.Execve.class);
    assertThat(actions(plan("root ./fs; init on"))).doesNotContain(new Action.Reap());
  }

  @Test
  void usersOfAUserNamespaceAreMappedAsTheSourceSays() {
    assertThat(
            actions(
                plan(
                    "root ./fs; uid-map 0 100000 1000; uid-map 1000 200000 1; gid-map 0 100000 10;"
                        + " user 1000:5; run true")))
        .containsSubsequence(
            new Action.BecomeRoot(),
            new Action.DieWithSupervisor(),
            new Action.SetUser(
                new Action.Id.Numeric(1000), Optional.of(new Action.Id.Numeric(5)), List.of()),
            new Action.DieWithSupervisor(),
            new Action.MapIds(
                List.of(new IdMapping(0, 100_000, 1000), new IdMapping(1000, 200_000, 1)),
                List.of(new IdMapping(0, 100_000, 10))),
            new Action.Release())
        .doesNotContain(new Action.MapCaller());
  }

  @Test
  void clocksAreSetByWhoOwnsThem() {
    assertThat(actions(plan("root ./fs; ns pid, user, time; time-offset boottime -1s; run true")))
        .containsSubsequence(
            new Action.Clone(List.of(Namespace.PID, Namespace.MNT, Namespace.USER)),
            new Action.OffsetClocks(Duration.ZERO, Duration.ofSeconds(-1)),
            new Action.BecomeRoot());
    assertThat(actions(plan("root ./fs; ns time; run true")))
        .contains(new Action.Clone(List.of(Namespace.MNT, Namespace.TIME)));
  }

  @Test
  void filesAreRestrictedOnceNothingElseIsToBeReached() {
    assertThat(
            actions(
                plan(
                    "root ./fs; rlimit nofile 9; user 5:5; landlock < read /etc; exec /usr, /etc >"
                        + " run true")))
        .containsSubsequence(
            new Action.AwaitRelease(),
            new Action.CreateRuleset(false),
            new Action.AllowBeneath("/etc", List.of(FileAccess.READ, FileAccess.EXEC)),
            new Action.AllowBeneath("/usr", List.of(FileAccess.EXEC)),
            new Action.SetUser(
                new Action.Id.Numeric(5), Optional.of(new Action.Id.Numeric(5)), List.of()),
            new Action.LimitResource(Rlimit.NOFILE, 9, 9),
            new Action.NoNewPrivileges(),
            new Action.RestrictSelf());
    assertThat(classes("root ./fs; landlock < exec /usr > run true"))
        .containsSubsequence(Action.RestrictSelf.class, Action.LoadFilter.class);
  }

  @Test
  void rulesForFilesAreDispensableOnlyIfAllAre() {
    String tried = "root ./fs; run true; try landlock < read /etc; exec /usr >";
    assertThat(actions(plan(tried))).contains(new Action.CreateRuleset(true));
    assertThat(actions(plan(tried + " landlock < read /srv >")))
        .contains(new Action.CreateRuleset(false));
    assertThat(actions(plan(tried + " landlock < write /etc >")))
        .contains(new Action.CreateRuleset(false));
  }

  @Test
  void aRuleNamesThePathThatAskedForIt() {
    assertThat(plan("root ./fs; landlock < exec /usr, /bin > run true").steps())
        .filteredOn(step -> step.action() instanceof Action.AllowBeneath)
        .extracting(step -> step.origin().toString())
        .containsExactly("test.cdl:1:42", "test.cdl:1:48");
  }

  @Test
  void aTerminalIsOpenedInTheRootAndRelayedBeforeTheCommandRuns() {
    assertThat(actions(plan("root ./fs; terminal 120x40; user web; run true")))
        .containsSubsequence(new Action.PrepareTerminal(), new Action.OpenTerminal())
        .containsSubsequence(
            new Action.OpenTerminal(),
            new Action.PivotRoot(),
            new Action.ControlTerminal(new Action.Id.Named("web")),
            new Action.AwaitRelease(),
            new Action.RelayTerminal(Optional.of(new Action.WindowSize(40, 120))),
            new Action.Release())
        .doesNotContain(new Action.NewSession());
    assertThat(actions(plan("root ./fs; terminal; ns pid, user; run true")))
        .containsSubsequence(
            new Action.ControlTerminal(new Action.Id.Numeric(0)),
            new Action.MapCaller(),
            new Action.RelayTerminal(Optional.empty()));
  }

  @Test
  void theContainerIsAskedToEndAsItSays() {
    assertThat(actions(plan("root ./fs; stop-signal SIGQUIT; stop-timeout 1m30s; run true")))
        .endsWith(new Action.Tend(3, 90_000_000_000L));
    assertThat(actions(plan("root ./fs; run true"))).endsWith(new Action.Tend(15, 10_000_000_000L));
  }

  @Test
  void deadlinesAreInNanoseconds() {
    assertThat(
            actions(
                plan(
                    "root ./fs; scheduler deadline < runtime 1ms; deadline 2ms; period 3ms >"
                        + " io-priority realtime 2; run true")))
        .contains(
            new Action.SetScheduler(
                SchedulingPolicy.DEADLINE, List.of(), 0, 0, 1_000_000, 2_000_000, 3_000_000),
            new Action.SetIoPriority(IoClass.RT, 2));
  }

  @Test
  void hardLimitsAreRaisedFromOutsideOfAUserNamespace() {
    assertThat(actions(plan("root ./fs; ns pid, user; rlimit nofile 9:10; run true")))
        .containsSubsequence(
            new Action.LimitResource(Rlimit.NOFILE, 9, 10),
            new Action.RaiseLimit(Rlimit.NOFILE, 10),
            new Action.Release());
    assertThat(classes("root ./fs; rlimit nofile 9:10; run true"))
        .doesNotContain(Action.RaiseLimit.class);
  }

  @Test
  void stepNamesThePlaceThatAskedForIt() {
    assertThat(plan("root ./fs; run true; memory 1MiB").steps())
        .filteredOn(step -> step.action() instanceof Action.LimitCgroup)
        .extracting(step -> step.origin().toString())
        .containsExactly("test.cdl:1:43");
  }

  private static List<Class<?>> classes(String statements) {
    return actions(plan(statements)).stream().<Class<?>>map(Action::getClass).toList();
  }

  private static List<String> texts(String statements) {
    return actions(plan(statements)).stream().map(ActionText::of).toList();
  }

  private static List<Action> actions(Plan plan) {
    return plan.steps().stream().map(Step::action).toList();
  }

  private static Plan plan(String statements) {
    var source = new Source(new SourceId("test.cdl"), "container x < " + statements + " >");
    return Compile.compile(source, new Bundle("/srv/cdl", Bundle.Paths.RELATIVE))
        .containers()
        .getFirst()
        .plan()
        .value()
        .orElseThrow();
  }
}
