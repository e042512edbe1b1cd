package dev.cdlc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Emission;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.ActionText;
import dev.cdlc.plan.Actor;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.ExecutionDomain;
import dev.cdlc.plan.FileAccess;
import dev.cdlc.plan.IdMapping;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.IoClass;
import dev.cdlc.plan.MemoryPolicyMode;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.MountIds;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.NodeType;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Propagation;
import dev.cdlc.plan.Rlimit;
import dev.cdlc.plan.SchedulingPolicy;
import dev.cdlc.plan.SecurityModule;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
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
            SupervisorAction.Clone.class,
            InitAction.Execve.class,
            SupervisorAction.MapCaller.class,
            SupervisorAction.Release.class)
        .endsWith(SupervisorAction.Tend.class);
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
        .contains(InitAction.RunHook.class)
        .doesNotContain(InitAction.AnnounceMounts.class, SupervisorAction.AwaitMounts.class);
  }

  @Test
  void cgroupIsLimitedBeforeAnythingRunsInIt() {
    assertThat(classes("root ./fs; cpu 50%; memory 1MiB; pids 9; run true"))
        .containsSubsequence(
            SupervisorAction.MakeCgroup.class,
            SupervisorAction.LimitCgroup.class,
            SupervisorAction.LimitCgroup.class,
            SupervisorAction.LimitCgroup.class,
            SupervisorAction.Clone.class,
            InitAction.JoinCgroup.class);
  }

  @Test
  void initBecomesRootOfItsUserNamespaceBeforeItHides() {
    assertThat(classes("root ./fs; ns pid, user; run true"))
        .containsSubsequence(
            InitAction.JoinCgroup.class,
            InitAction.BecomeRoot.class,
            InitAction.HideFromPtrace.class)
        .doesNotContain(InitAction.SetUser.class);
  }

  @Test
  void rootIsMadeReadOnlyWhenNothingIsLeftToBeMadeInIt() {
    List<Class<?>> classes = classes("root ./fs ro; cwd /srv; tmpfs /tmp; run true");
    assertThat(classes)
        .containsSubsequence(
            InitAction.Mount.class, InitAction.ReadonlyRoot.class, InitAction.PivotRoot.class);
    assertThat(classes.subList(classes.indexOf(InitAction.ReadonlyRoot.class), classes.size()))
        .doesNotContain(
            InitAction.Mount.class,
            InitAction.Bind.class,
            InitAction.Device.class,
            InitAction.Symlink.class,
            InitAction.MakeFolder.class,
            InitAction.MaskPath.class,
            InitAction.ReadonlyPath.class);
  }

  @Test
  void tmpfsIsMadeReadOnlyWhenNothingIsLeftToBeMadeInIt() {
    Plan plan = plan("root ./fs; tmpfs /run ro; bind /srv /run/data; run true");
    var readonly = new InitAction.ReadonlyMount("/run");
    assertThat(actions(plan))
        .containsOnlyOnce(readonly)
        .noneMatch(
            action ->
                action instanceof InitAction.Mount(_, _, String target, _, var options, _)
                    && target.equals("/run")
                    && options.contains(new InitAction.FsOption("ro", Optional.empty())));
    assertThat(actions(plan).subList(actions(plan).indexOf(readonly), actions(plan).size()))
        .noneMatch(InitAction.Bind.class::isInstance);
  }

  @Test
  void tmpfsIsFilledBeforeItIsReadOnly() {
    var attributes = List.of(MountAttribute.NOSUID, MountAttribute.NODEV);
    assertThat(actions(plan("root ./fs; tmpfs /srv ro tmpcopyup; run true")))
        .containsSubsequence(
            new InitAction.Mount("tmpfs", "tmpfs", "/srv", attributes, List.of(), true),
            new InitAction.ReadonlyMount("/srv"));
  }

  @Test
  void tmpfsThatALaterMountHidesIsFilledAllTheSame() {
    assertThat(actions(plan("root ./fs; tmpfs /run/a ro tmpcopyup; tmpfs /run; run true")))
        .contains(
            new InitAction.Mount(
                "tmpfs",
                "tmpfs",
                "/run/a",
                List.of(MountAttribute.RDONLY, MountAttribute.NOSUID, MountAttribute.NODEV),
                List.of(),
                true));
  }

  @Test
  void tmpfsThatALaterMountHidesIsReadOnlyFromTheStart() {
    assertThat(classes("root ./fs; tmpfs /run/a ro; tmpfs /run; run true"))
        .doesNotContain(InitAction.ReadonlyMount.class);
  }

  @Test
  void hostsTreeIsReadOnlyFromTheStart() {
    Plan plan = plan("root host; run true");
    assertThat(actions(plan)).contains(new InitAction.OpenRoot("/", true));
    assertThat(classes("root host; run true")).doesNotContain(InitAction.ReadonlyRoot.class);
  }

  @Test
  void overlayLiesOverAFolderThatStaysAsItIs() {
    assertThat(actions(plan("root ./fs overlay; run true")))
        .containsSubsequence(
            new InitAction.OpenRoot("/srv/cdl/fs", true),
            new InitAction.OverlayRoot(Optional.empty(), false))
        .noneMatch(SupervisorAction.MakeUpper.class::isInstance);
  }

  @Test
  void folderForChangesBelongsToTheContainersRoot() {
    Optional<String> upper = Optional.of("/srv/cdl/up");
    assertThat(actions(plan("root ./fs overlay ./up; run true")))
        .containsSubsequence(
            new SupervisorAction.MakeUpper("/srv/cdl/up", Optional.empty()),
            new InitAction.OverlayRoot(upper, false));
    String maps = "ns user, pid; uid-map 1 5 1; uid-map 0 9 1; gid-map 0 8 1; ";
    assertThat(actions(plan(maps + "root /fs overlay ./up; run true")))
        .containsSubsequence(
            new SupervisorAction.MakeUpper(
                "/srv/cdl/up", Optional.of(new SupervisorAction.Owner(9, 8))),
            new InitAction.OpenRoot("/fs", true),
            new InitAction.OverlayRoot(upper, true));
  }

  @Test
  void privilegesAreGivenUpInTheKernelsOrder() {
    assertThat(classes("root ./fs; user 5:5; cwd /srv; run true"))
        .containsSubsequence(
            InitAction.AwaitRelease.class,
            InitAction.LimitBoundingSet.class,
            InitAction.SetUser.class,
            InitAction.DieWithSupervisor.class,
            InitAction.Chdir.class,
            InitAction.SetCapabilities.class,
            InitAction.NoNewPrivileges.class,
            InitAction.Execve.class);
  }

  @Test
  void newPrivilegesAreAllowedWhereAskedFor() {
    assertThat(classes("root ./fs; no-new-privs off; run true"))
        .doesNotContain(InitAction.NoNewPrivileges.class);
  }

  @Test
  void modesOfWhatIsMadeAreExactAndTheCommandsMaskComesAfter() {
    assertThat(actions(plan("root ./fs; user 0:0 < umask 0077 > run true")))
        .containsSubsequence(
            new InitAction.Umask(0),
            new InitAction.OpenRoot("/srv/cdl/fs", false),
            new InitAction.PivotRoot(),
            new InitAction.Umask(0077));
  }

  @Test
  void withoutACommandNothingIsExecuted() {
    assertThat(classes("root ./fs")).doesNotContain(InitAction.Execve.class);
  }

  @Test
  void devicesAreBoundInAUserNamespace() {
    assertThat(actions(plan("root ./fs; run true")))
        .contains(new InitAction.Device("/dev/null", 1, 3, 0666, false));
    assertThat(actions(plan("root ./fs; ns pid, user; run true")))
        .contains(new InitAction.Device("/dev/null", 1, 3, 0666, true));
  }

  @Test
  void devicesComeWithAFileSystemOfTheContainersOwn() {
    assertThat(classes("root ./fs; default-mounts off; run true"))
        .doesNotContain(InitAction.Device.class, InitAction.Symlink.class);
    assertThat(classes("root ./fs; bind /dev /dev rbind; run true"))
        .doesNotContain(InitAction.Device.class, InitAction.Symlink.class);
    assertThat(classes("root ./fs; mount devtmpfs dev /dev; run true"))
        .doesNotContain(InitAction.Device.class, InitAction.Symlink.class);
    assertThat(classes("root ./fs; default-mounts off; tmpfs /dev; run true"))
        .contains(InitAction.Device.class, InitAction.Symlink.class);
  }

  @Test
  void devicesThatAreAskedForComeAfterThoseOfEveryContainer() {
    assertThat(actions(plan("root ./fs; device /dev/net/tun c 10:200 mode=0660; run true")))
        .containsSubsequence(
            new InitAction.Device("/dev/null", 1, 3, 0666, false),
            new InitAction.MakeFolder("/dev/net"),
            new InitAction.Device("/dev/net/tun", 10, 200, 0660, false));
    assertThat(actions(plan("root ./fs; device /dev/null c 1:3 mode=0444; run true")))
        .contains(new InitAction.Device("/dev/null", 1, 3, 0444, false))
        .doesNotContain(new InitAction.Device("/dev/null", 1, 3, 0666, false));
  }

  @Test
  void devicesMayBeOfEveryTypeAndOwner() {
    String pipe = "device /run/pipe p mode=0600";
    InitAction.Device fifo =
        new InitAction.Device("/run/pipe", NodeType.FIFO, 0, 0, 0600, false, Optional.empty());
    assertThat(actions(plan("root ./fs; device /dev/sdz b 8:400 gid=6; " + pipe + "; run true")))
        .contains(
            new InitAction.Device(
                "/dev/sdz",
                NodeType.BLOCK,
                8,
                400,
                0666,
                false,
                Optional.of(new SupervisorAction.Owner(0, 6))),
            fifo);
    assertThat(actions(plan("root ./fs; ns pid, user; " + pipe + "; run true"))).contains(fifo);
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
    var fuse = new InitAction.Bind("/dev/fuse", "/dev/fuse", false, List.of(), false);
    assertThat(actions(plan("root ./fs; device /dev/fuse; run true"))).contains(fuse);
    assertThat(actions(plan("root ./fs; ns pid, user; device /dev/fuse; run true"))).contains(fuse);
  }

  @Test
  void filesAndMemoryAreLimitedWhenTheLastFileIsOpen() {
    assertThat(actions(plan("root ./fs; rlimit nofile 9:10; rlimit nproc 8; user 5:5; run true")))
        .containsSubsequence(
            new InitAction.AwaitRelease(),
            new InitAction.LimitResource(Rlimit.NPROC, 8, 8),
            new InitAction.DieWithSupervisor(),
            new InitAction.Chdir("/"),
            new InitAction.LimitResource(Rlimit.NOFILE, 9, 10));
  }

  @Test
  void networkDevicesMoveBeforeTheHooksThatSeeThem() {
    String hook = "hook create-runtime /bin/prepare; ";
    assertThat(
            actions(
                plan("root ./fs; " + hook + "net-device eth1 as eth0; net-device wlan0; run true")))
        .filteredOn(action -> action instanceof SupervisorAction)
        .containsSubsequence(
            new SupervisorAction.MoveNetDevice("eth1", "eth0"),
            new SupervisorAction.MoveNetDevice("wlan0", "wlan0"),
            new SupervisorAction.AwaitMounts());
  }

  @Test
  void onlyWhatTryStandsBeforeIsDispensable() {
    String limits = "cpu < set 0 >; try cpu < idle on >; try memory < swap 2GiB >";
    assertThat(
            texts(
                "root ./fs; memory 1GiB; "
                    + limits
                    + "; try rlimit core 0; rlimit nproc 8; run true"))
        .filteredOn(text -> text.startsWith("set ") || text.startsWith("limit "))
        .filteredOn(text -> text.endsWith(" if the host can"))
        .hasSize(3)
        .allMatch(text -> text.matches("(set cpu.idle|set memory.swap|limit core).*"));
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
            new InitAction.DieWithSupervisor(),
            new InitAction.AdjustOomScore(9),
            new InitAction.HideFromPtrace(),
            new InitAction.SetScheduler(
                SchedulingPolicy.FIFO, List.of(SchedulingPolicy.Flag.RESET_ON_FORK), 0, 3, 0, 0, 0),
            new InitAction.SetIoPriority(IoClass.IDLE, 0),
            new InitAction.SetMemoryPolicy(
                MemoryPolicyMode.BIND,
                List.of(MemoryPolicyMode.Flag.STATIC_NODES),
                List.of(0, 1, 9)),
            new InitAction.SetPersonality(ExecutionDomain.LINUX32),
            new InitAction.SetUser(
                new InitAction.Id.Numeric(5),
                Optional.of(new InitAction.Id.Numeric(5)),
                List.of()));
  }

  @Test
  void settingsOfNamespacesAreMadeOnceTheInitIsInThem() {
    assertThat(
            actions(
                plan(
                    "root ./fs; domainname example.org; sysctl net.core.somaxconn=9,"
                        + " kernel.shmmni=\"7\"; run true")))
        .containsSubsequence(
            new InitAction.JoinCgroup(true),
            new InitAction.SetSysctl("kernel.shmmni", "7"),
            new InitAction.SetSysctl("net.core.somaxconn", "9"),
            new InitAction.PivotRoot(),
            new InitAction.SetHostname("x"),
            new InitAction.SetDomainname("example.org"),
            new InitAction.NewSession());
  }

  @Test
  void theCgroupIsTheOneThatIsNamed() {
    assertThat(actions(plan("root ./fs; cgroup batch/x; pids 5; run true")))
        .contains(
            new SupervisorAction.TakeCgroup(
                "batch/x", List.of(Controller.PIDS, Controller.DEVICES)))
        .noneMatch(SupervisorAction.MakeCgroup.class::isInstance);
  }

  @Test
  void namespacesAreJoinedAroundTheClone() {
    assertThat(
            actions(
                plan("root ./fs; ns pid=/p, net=/run/netns/x, uts, cgroup=/c; pids 5; run true")))
        .containsSubsequence(
            new SupervisorAction.ResetSignals(),
            new SupervisorAction.OpenNamespace(Namespace.PID, "/p"),
            new SupervisorAction.OpenNamespace(Namespace.NET, "/run/netns/x"),
            new SupervisorAction.OpenNamespace(Namespace.CGROUP, "/c"),
            new SupervisorAction.MakeCgroup("x", List.of(Controller.PIDS, Controller.DEVICES)),
            new InitAction.HideFromPtrace(),
            new SupervisorAction.EnterNamespace(Namespace.PID, "/p"),
            new SupervisorAction.EnterNamespace(Namespace.NET, "/run/netns/x"),
            new SupervisorAction.Clone(List.of(Namespace.UTS, Namespace.MNT)),
            new SupervisorAction.LeaveNamespace(Namespace.PID),
            new SupervisorAction.LeaveNamespace(Namespace.NET),
            new InitAction.JoinCgroup(false),
            new SupervisorAction.EnterNamespace(Namespace.CGROUP, "/c"))
        .doesNotContain(new InitAction.BringUpLoopback());
  }

  @Test
  void aUserNamespaceIsJoinedByAProcessBetween() {
    Plan plan = plan("root ./fs; ns pid, user=/u, net=/n; user 7:8; run true");
    assertThat(plan.steps())
        .filteredOn(step -> step.actor() == Actor.JOINER)
        .extracting(Step::action)
        .containsExactly(
            new SupervisorAction.EnterNamespace(Namespace.NET, "/n"),
            new SupervisorAction.EnterNamespace(Namespace.USER, "/u"));
    assertThat(actions(plan))
        .containsSubsequence(
            new SupervisorAction.OpenNamespace(Namespace.USER, "/u"),
            new SupervisorAction.EnterNamespace(Namespace.USER, "/u"),
            new SupervisorAction.Clone(List.of(Namespace.PID, Namespace.MNT)),
            new InitAction.BecomeRoot(),
            new InitAction.DieWithSupervisor(),
            new InitAction.SetUser(
                new InitAction.Id.Numeric(7), Optional.of(new InitAction.Id.Numeric(8)), List.of()))
        .doesNotContain(new SupervisorAction.MapCaller())
        .noneMatch(action -> action instanceof SupervisorAction.LeaveNamespace);
  }

  @Test
  void theRootIsBuiltInAMountNamespaceThatIsJoined() {
    assertThat(actions(plan("root ./fs; ns pid, mount=/m; run true")))
        .containsSubsequence(
            new SupervisorAction.OpenNamespace(Namespace.MNT, "/m"),
            new SupervisorAction.Clone(List.of(Namespace.PID)),
            new SupervisorAction.EnterNamespace(Namespace.MNT, "/m"),
            new InitAction.SetPropagation(Propagation.PRIVATE),
            new InitAction.PivotRoot());
  }

  @Test
  void aBindMapsIdsAsItSaysOrAsTheContainerDoes() {
    String maps = "uid-map 0 100000 9; gid-map 0 100000 9; ";
    String own = "bind /a /a rbind < idmap < uid 0 5 1; gid 0 6 1 > >";
    assertThat(actions(plan("root ./fs; run true; " + maps + own + " bind /b /b idmap;")))
        .contains(
            new InitAction.Bind(
                "/a",
                "/a",
                true,
                List.of(),
                false,
                Optional.of(
                    new MountIds(
                        List.of(new IdMapping(0, 5, 1)), List.of(new IdMapping(0, 6, 1)), true))),
            new InitAction.Bind(
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
    int reap = steps.stream().map(Step::action).toList().indexOf(new InitAction.Reap());
    assertThat(steps.get(reap - 1).action()).isEqualTo(new InitAction.RestrictSelf());
    assertThat(steps.subList(reap + 1, steps.size()))
        .filteredOn(step -> step.actor() == Actor.COMMAND)
        .extracting(Step::action)
        .extracting(Action::getClass)
        .containsExactly(
            InitAction.DieWithSupervisor.class,
            InitAction.LoadFilter.class,
            InitAction.Execve.class);
    assertThat(actions(plan("root ./fs; init on"))).doesNotContain(new InitAction.Reap());
  }

  @Test
  void usersOfAUserNamespaceAreMappedAsTheSourceSays() {
    assertThat(
            actions(
                plan(
                    "root ./fs; uid-map 0 100000 1000; uid-map 1000 200000 1; gid-map 0 100000 10;"
                        + " user 1000:5; run true")))
        .containsSubsequence(
            new InitAction.BecomeRoot(),
            new InitAction.DieWithSupervisor(),
            new InitAction.SetUser(
                new InitAction.Id.Numeric(1000),
                Optional.of(new InitAction.Id.Numeric(5)),
                List.of()),
            new InitAction.DieWithSupervisor(),
            new SupervisorAction.MapIds(
                List.of(new IdMapping(0, 100_000, 1000), new IdMapping(1000, 200_000, 1)),
                List.of(new IdMapping(0, 100_000, 10))),
            new SupervisorAction.Release())
        .doesNotContain(new SupervisorAction.MapCaller());
  }

  @Test
  void clocksAreSetByWhoOwnsThem() {
    assertThat(actions(plan("root ./fs; ns pid, user, time; time-offset boottime -1s; run true")))
        .containsSubsequence(
            new SupervisorAction.Clone(List.of(Namespace.PID, Namespace.MNT, Namespace.USER)),
            new InitAction.OffsetClocks(Duration.ZERO, Duration.ofSeconds(-1)),
            new InitAction.BecomeRoot());
    assertThat(actions(plan("root ./fs; ns time; run true")))
        .contains(new SupervisorAction.Clone(List.of(Namespace.MNT, Namespace.TIME)));
  }

  @Test
  void filesAreRestrictedOnceNothingElseIsToBeReached() {
    assertThat(
            actions(
                plan(
                    "root ./fs; rlimit nofile 9; user 5:5; landlock < read /etc; exec /usr, /etc >"
                        + " run true")))
        .containsSubsequence(
            new InitAction.AwaitRelease(),
            new InitAction.CreateRuleset(false),
            new InitAction.AllowBeneath("/etc", List.of(FileAccess.READ, FileAccess.EXEC)),
            new InitAction.AllowBeneath("/usr", List.of(FileAccess.EXEC)),
            new InitAction.SetUser(
                new InitAction.Id.Numeric(5), Optional.of(new InitAction.Id.Numeric(5)), List.of()),
            new InitAction.LimitResource(Rlimit.NOFILE, 9, 9),
            new InitAction.NoNewPrivileges(),
            new InitAction.RestrictSelf());
    assertThat(classes("root ./fs; landlock < exec /usr > run true"))
        .containsSubsequence(InitAction.RestrictSelf.class, InitAction.LoadFilter.class);
  }

  @Test
  void rulesForFilesAreDispensableOnlyIfAllAre() {
    String tried = "root ./fs; run true; try landlock < read /etc; exec /usr >";
    assertThat(actions(plan(tried))).contains(new InitAction.CreateRuleset(true));
    assertThat(actions(plan(tried + " landlock < read /srv >")))
        .contains(new InitAction.CreateRuleset(false));
    assertThat(actions(plan(tried + " landlock < write /etc >")))
        .contains(new InitAction.CreateRuleset(false));
  }

  @Test
  void aRuleNamesThePathThatAskedForIt() {
    assertThat(plan("root ./fs; landlock < exec /usr, /bin > run true").steps())
        .filteredOn(step -> step.action() instanceof InitAction.AllowBeneath)
        .extracting(step -> step.origin().toString())
        .containsExactly("test.cdl:1:42", "test.cdl:1:48");
  }

  @Test
  void aTerminalIsOpenedInTheRootAndRelayedBeforeTheCommandRuns() {
    assertThat(actions(plan("root ./fs; terminal 120x40; user web; run true")))
        .containsSubsequence(
            new SupervisorAction.PrepareTerminal(), new InitAction.OpenTerminal(true))
        .containsSubsequence(
            new InitAction.OpenTerminal(true),
            new InitAction.PivotRoot(),
            new InitAction.ControlTerminal(new InitAction.Id.Named("web")),
            new InitAction.AwaitRelease(),
            new SupervisorAction.RelayTerminal(
                Optional.of(new SupervisorAction.WindowSize(40, 120))),
            new SupervisorAction.Release())
        .doesNotContain(new InitAction.NewSession());
    assertThat(actions(plan("root ./fs; terminal; ns pid, user; run true")))
        .containsSubsequence(
            new InitAction.ControlTerminal(new InitAction.Id.Numeric(0)),
            new SupervisorAction.MapCaller(),
            new SupervisorAction.RelayTerminal(Optional.empty()));
  }

  @Test
  void theContainerIsAskedToEndAsItSays() {
    assertThat(actions(plan("root ./fs; stop-signal SIGQUIT; stop-timeout 1m30s; run true")))
        .endsWith(new SupervisorAction.Tend(3, 90_000_000_000L));
    assertThat(actions(plan("root ./fs; run true")))
        .endsWith(new SupervisorAction.Tend(15, 10_000_000_000L));
  }

  @Test
  void deadlinesAreInNanoseconds() {
    assertThat(
            actions(
                plan(
                    "root ./fs; scheduler deadline < runtime 1ms; deadline 2ms; period 3ms >"
                        + " io-priority realtime 2; run true")))
        .contains(
            new InitAction.SetScheduler(
                SchedulingPolicy.DEADLINE, List.of(), 0, 0, 1_000_000, 2_000_000, 3_000_000),
            new InitAction.SetIoPriority(IoClass.RT, 2));
  }

  @Test
  void hardLimitsAreRaisedFromOutsideOfAUserNamespace() {
    assertThat(actions(plan("root ./fs; ns pid, user; rlimit nofile 9:10; run true")))
        .containsSubsequence(
            new InitAction.LimitResource(Rlimit.NOFILE, 9, 10),
            new SupervisorAction.RaiseLimit(Rlimit.NOFILE, 10),
            new SupervisorAction.Release());
    assertThat(classes("root ./fs; rlimit nofile 9:10; run true"))
        .doesNotContain(SupervisorAction.RaiseLimit.class);
  }

  @Test
  void stepNamesThePlaceThatAskedForIt() {
    assertThat(plan("root ./fs; run true; memory 1MiB").steps())
        .filteredOn(step -> step.action() instanceof SupervisorAction.LimitCgroup)
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

  @Test
  void supervisorOfACreatedContainerLeavesItsInitToWait() {
    Plan plan =
        plan(
            compiled("root ./fs; user 33; hook start-container /a; hook poststart /b; run true"),
            new Shape.Created("/run/x/start", "/run/x/pid", "/run/x/report"));
    assertThat(actions(plan))
        .doesNotContain(new InitAction.DieWithSupervisor())
        .containsSubsequence(
            new SupervisorAction.TakeCgroup(
                "/cdlc-oci/x",
                List.of(
                    Controller.DEVICES,
                    Controller.CPU,
                    Controller.CPUACCT,
                    Controller.MEMORY,
                    Controller.PIDS,
                    Controller.IO)),
            new SupervisorAction.MakeStartFifo("/run/x/start"))
        .extracting(Action::getClass)
        .containsSubsequence(
            SupervisorAction.Clone.class,
            InitAction.SetCapabilities.class,
            InitAction.AwaitStart.class,
            InitAction.RunHook.class,
            InitAction.Execve.class,
            SupervisorAction.Release.class)
        .endsWith(SupervisorAction.Leave.class);
  }

  @Test
  void aKnownContainerClaimsItsNameFirstAndTellsOfItsInitBeforeTheCommand() {
    Plan plan =
        plan(
            compiled("root ./fs; run true; memory 1MiB"),
            new Shape.Attached(Optional.of(new Shape.Known("/run/x/web", "of web"))));
    assertThat(actions(plan))
        .containsSubsequence(
            new SupervisorAction.ResetSignals(),
            new SupervisorAction.ClaimName("/run/x/web"),
            new SupervisorAction.KeepRecord("of web"),
            new SupervisorAction.Release())
        .extracting(Action::getClass)
        .containsSubsequence(
            SupervisorAction.ClaimName.class,
            SupervisorAction.MakeCgroup.class,
            SupervisorAction.Clone.class,
            SupervisorAction.KeepRecord.class,
            SupervisorAction.Tend.class);
    assertThat(classes("root ./fs; run true"))
        .doesNotContain(SupervisorAction.ClaimName.class, SupervisorAction.KeepRecord.class);
  }

  @Test
  void aCreatedContainerHasDevicesOfTheHostInAUserNamespace() {
    CompiledContainer container =
        compiled(
            "root ./fs; ns pid, user; device /dev/tun c 10:200; device /dev/log p;"
                + " device /dev/ptmx c 5:2; run sh");
    assertThat(
            actions(
                plan(container, new Shape.Created("/run/x/start", "/run/x/pid", "/run/x/report"))))
        .contains(new InitAction.Bind("/dev/tun", "/dev/tun", false, List.of(), false))
        .contains(
            new InitAction.Device("/dev/log", NodeType.FIFO, 0, 0, 0666, false, Optional.empty()))
        .contains(new InitAction.Symlink("pts/ptmx", "/dev/ptmx", false))
        .doesNotContain(new InitAction.Bind("/dev/ptmx", "/dev/ptmx", false, List.of(), false));
  }

  @Test
  void filesOfTheCallerAreTakenBeforeAnyOtherIsOpened() {
    var files = new SupervisorAction.TakeFds(4242, 2);
    CompiledContainer container = compiled("root ./fs; ns pid; run sh");
    var created =
        new Shape.Created(
            "/run/x/start", "/run/x/pid", "/run/x/report", Optional.empty(), Optional.of(files));
    var exec = new Shape.Exec(RUNNING, true, Optional.empty(), Optional.of(files));
    for (Shape shape : List.of(created, exec)) {
      assertThat(actions(plan(container, shape)))
          .startsWith(new SupervisorAction.Seal(), new SupervisorAction.CloseFds(), files);
    }
  }

  @Test
  void terminalOfACreatedContainerIsSentToItsConsoleSocket() {
    CompiledContainer container = compiled("root ./fs; terminal; run sh");
    var socket = Optional.of("/run/x.sock");
    assertThat(
            actions(
                plan(
                    container,
                    new Shape.Created(
                        "/run/x/start", "/run/x/pid", "/run/x/report", socket, Optional.empty()))))
        .containsSubsequence(
            new SupervisorAction.ConnectConsole("/run/x.sock"),
            new SupervisorAction.PrepareTerminal(),
            new InitAction.OpenTerminal(true),
            new SupervisorAction.SendTerminal(Optional.empty()),
            new SupervisorAction.Release());
    Emission emission = container.emission();
    assertThat(
            Lower.lower(
                    emission.config(),
                    emission.extras(),
                    emission.origins(),
                    new Shape.Created("/run/x/start", "/run/x/pid", "/run/x/report"))
                .diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("this version of cdlc cannot run what asks for `process.terminal`");
  }

  private static final Shape.Running RUNNING =
      new Shape.Running(
          7, 5000, Optional.of("/sys/fs/cgroup/unified/x"), List.of("/sys/fs/cgroup/pids/x"));

  @Test
  void processJoinsCgroupsBeforeNamespacesWhereNobodyCanLookIntoIt() {
    Plan plan =
        plan(
            compiled(
                "root ./fs; ns pid, mnt; oom-score-adj 5; apparmor web; hook start-container /a;"
                    + "exec-cpu-affinity < initial 0-1; final 1,3 > run true"),
            new Shape.Exec(RUNNING, false, Optional.empty(), Optional.empty()));
    assertThat(actions(plan))
        .containsSubsequence(
            new SupervisorAction.OpenProcess(7, 5000),
            new SupervisorAction.OpenCgroup("/sys/fs/cgroup/unified/x"),
            new SupervisorAction.SetCpuAffinity(List.of(0, 1)),
            new InitAction.AdjustOomScore(5),
            new InitAction.SetExecLabel(SecurityModule.APPARMOR, "web", false),
            new InitAction.HideFromPtrace(),
            new SupervisorAction.EnterCgroup("/sys/fs/cgroup/pids/x"),
            new SupervisorAction.SetCpuAffinity(List.of(1, 3)),
            new SupervisorAction.EnterNamespaces(List.of(Namespace.PID, Namespace.MNT)),
            new SupervisorAction.Clone(List.of()),
            new InitAction.DieWithSupervisor(),
            new InitAction.HideFromPtrace(),
            new InitAction.AwaitRelease(),
            new SupervisorAction.Release(),
            new SupervisorAction.WritePid(),
            new SupervisorAction.Tend(15, Long.MAX_VALUE))
        .doesNotHaveAnyElementsOfTypes(
            InitAction.RunHook.class,
            InitAction.PivotRoot.class,
            InitAction.BecomeRoot.class,
            SupervisorAction.TakeCgroup.class);
  }

  @Test
  void detachedProcessOutlivesItsSupervisorAndSendsItsTerminal() {
    Plan plan =
        plan(
            compiled("root ./fs; ns pid, user; rlimit nofile 9:10; terminal; run true"),
            new Shape.Exec(RUNNING, true, Optional.of("/run/x.sock"), Optional.empty()));
    assertThat(actions(plan))
        .containsSubsequence(
            new SupervisorAction.ConnectConsole("/run/x.sock"),
            new SupervisorAction.OpenProcess(7, 5000),
            new SupervisorAction.Clone(List.of()),
            new InitAction.BecomeRoot(),
            new InitAction.OpenTerminal(false),
            new SupervisorAction.RaiseLimit(Rlimit.NOFILE, 10),
            new SupervisorAction.SendTerminal(Optional.empty()),
            new SupervisorAction.Release(),
            new SupervisorAction.AwaitCommand(),
            new SupervisorAction.Exit())
        .doesNotContain(new InitAction.DieWithSupervisor());
  }

  @Test
  void processWithoutArgumentsRunsThoseOfTheExecutable() {
    CompiledContainer container = compiled("root ./fs; ns pid; env A=b");
    assertThat(
            actions(
                plan(
                    container, new Shape.Exec(RUNNING, false, Optional.empty(), Optional.empty()))))
        .filteredOn(InitAction.Execve.class::isInstance)
        .singleElement()
        .satisfies(
            action -> assertThat(((InitAction.Execve) action).args()).isEmpty(),
            action -> assertThat(((InitAction.Execve) action).environment()).isNotEmpty());
  }

  @Test
  void foregroundProcessHasItsTerminalRelayed() {
    CompiledContainer container = compiled("root ./fs; ns pid, user; terminal; run true");
    var attached = new Shape.Exec(RUNNING, false, Optional.empty(), Optional.empty());
    assertThat(actions(plan(container, attached)))
        .contains(new SupervisorAction.RelayTerminal(Optional.empty()))
        .filteredOn(new InitAction.DieWithSupervisor()::equals)
        .as("again when its user has changed")
        .hasSizeGreaterThan(1);
    Emission emission = container.emission();
    var detached = new Shape.Exec(RUNNING, true, Optional.empty(), Optional.empty());
    assertThat(
            Lower.lower(emission.config(), emission.extras(), emission.origins(), detached).value())
        .isEmpty();
  }

  @Test
  void pathsOfAShapeAreAbsolute() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Created("start", "/pid", "/report"))
        .withMessage("must be absolute: start");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Exec(RUNNING, true, Optional.of("socket"), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape.Running(7, 5000, Optional.empty(), List.of("cgroup")));
  }

  private static Plan plan(CompiledContainer container, Shape shape) {
    Emission emission = container.emission();
    return Lower.lower(emission.config(), emission.extras(), emission.origins(), shape)
        .value()
        .orElseThrow();
  }

  private static Plan plan(String statements) {
    return compiled(statements).plan().value().orElseThrow();
  }

  private static CompiledContainer compiled(String statements) {
    var source = new Source(new SourceId("test.cdl"), "container x < " + statements + " >");
    return Compile.compile(source, new Bundle("/srv/cdl", Bundle.Paths.RELATIVE))
        .containers()
        .getFirst();
  }
}
