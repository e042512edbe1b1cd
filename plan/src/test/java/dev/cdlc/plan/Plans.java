package dev.cdlc.plan;

import dev.cdlc.plan.Action.FsOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans for tests. */
final class Plans {
  private Plans() {}

  /** Every action there is, in the order of their declaration, with all that each can say. */
  static Plan everything() {
    return new Plan(
        "everything",
        List.of(
                new Action.Seal(),
                new Action.CloseFds(),
                new Action.ResetSignals(),
                new Action.MakeCgroup("everything", List.of(Controller.CPU, Controller.PIDS)),
                new Action.TakeCgroup("/batch/everything", List.of(Controller.MEMORY)),
                new Action.LimitCgroup(
                    Controller.CPU,
                    List.of(
                        new CgroupFile("cpu.cfs_period_us", "100000"),
                        new CgroupFile("cpu.cfs_quota_us", "50000")),
                    List.of(new CgroupFile("cpu.max", "50000 100000"))),
                new Action.LimitCgroup(
                    Controller.IO,
                    List.of(new CgroupFile("blkio.throttle.read_bps_device", "8:0 4096")),
                    List.of(
                        new CgroupFile(
                            "io.bfq.weight",
                            "300",
                            Optional.of(new CgroupFile("io.weight", "2930"))))),
                new Action.LookUpDevice("/dev/fuse"),
                new Action.RestrictDevices(
                    false,
                    List.of(
                        new DeviceException.Numbered(
                            DeviceException.Type.CHARACTER,
                            Optional.of(136),
                            Optional.empty(),
                            List.of(DeviceException.Access.values())),
                        new DeviceException.Known(
                            "/dev/fuse",
                            List.of(DeviceException.Access.WRITE, DeviceException.Access.READ)))),
                new Action.RestrictDevices(
                    true,
                    List.of(
                        new DeviceException.Numbered(
                            DeviceException.Type.BLOCK,
                            Optional.empty(),
                            Optional.empty(),
                            List.of(DeviceException.Access.MKNOD)))),
                new Action.OpenNamespace(Namespace.NET, "/run/netns/blue"),
                new Action.EnterNamespace(Namespace.NET, "/run/netns/blue"),
                new Action.LeaveNamespace(Namespace.TIME),
                new Action.PrepareTerminal(),
                new Action.MakeUpper("/srv/upper", Optional.empty()),
                new Action.MakeUpper("/srv/upper", Optional.of(new Action.Owner(100_000, 200_000))),
                new Action.Clone(List.of(Namespace.values())),
                new Action.MapCaller(),
                new Action.MapIds(
                    List.of(new IdMapping(0, 100_000, 1), new IdMapping(1, 200_000, 65_536)),
                    List.of(new IdMapping(0, 4_294_967_294L, 1))),
                new Action.RaiseLimit(Rlimit.MEMLOCK, Rlimit.INFINITY),
                new Action.AwaitMounts(),
                new Action.Release(),
                new Action.RelayTerminal(Optional.of(new Action.WindowSize(40, 120))),
                new Action.Tend(3, 1_500_000_000),
                new Action.DieWithSupervisor(),
                new Action.AdjustOomScore(-500),
                new Action.SetSysctl("net.ipv4.ip_local_port_range", "1024 65535"),
                new Action.JoinCgroup(true),
                new Action.BecomeRoot(),
                new Action.OffsetClocks(Duration.ofDays(2), Duration.ofMillis(-1500)),
                new Action.BringUpLoopback(),
                new Action.HideFromPtrace(),
                new Action.JoinSessionKeyring("_ses.everything"),
                new Action.Umask(0027),
                new Action.SetPropagation(Propagation.SLAVE),
                new Action.OpenRoot("/srv/root", true),
                new Action.OverlayRoot(Optional.of("/srv/upper"), false),
                new Action.OverlayRoot(Optional.empty(), true),
                new Action.Mount(
                    "tmpfs",
                    "tmpfs",
                    "/tmp",
                    List.of(MountAttribute.NOSYMFOLLOW, MountAttribute.NODEV),
                    List.of(
                        new FsOption("mode", Optional.of("1777")),
                        new FsOption("noswap", Optional.empty()))),
                new Action.Cover("/home", List.of(MountAttribute.NOSUID), List.of()),
                new Action.Bind("/srv/data", "/data", true, List.of(MountAttribute.RDONLY), false),
                new Action.Bind("/dev/mqueue", "/dev/mqueue", true, List.of(), true),
                new Action.Bind(
                    "/srv/mail",
                    "/mail",
                    false,
                    List.of(),
                    false,
                    Optional.of(
                        new MountIds(
                            List.of(new IdMapping(0, 100_000, 1000)),
                            List.of(new IdMapping(0, 100_000, 5), new IdMapping(5, 7, 1)),
                            true))),
                new Action.Propagate("/data", Propagation.SLAVE, true),
                new Action.MountCgroup("/sys/fs/cgroup", false, List.of(MountAttribute.RDONLY)),
                new Action.Device("/dev/null", 1, 3, 0666, false),
                new Action.Device("/dev/zero", 1, 5, 0666, true),
                new Action.Symlink("/proc/kcore", "/dev/core", true),
                new Action.MakeFolder("/srv/work"),
                new Action.MaskPath("/proc/keys"),
                new Action.ReadonlyPath("/proc/sys"),
                new Action.ReadonlyRoot(),
                new Action.PivotRoot(),
                new Action.SetHostname("island"),
                new Action.SetDomainname("example.org"),
                new Action.OpenTerminal(),
                new Action.ControlTerminal(new Action.Id.Named("web")),
                new Action.NewSession(),
                new Action.AnnounceMounts(),
                new Action.RunHook(hook()),
                new Action.AwaitRelease(),
                new Action.CreateRuleset(false),
                new Action.CreateRuleset(true),
                new Action.AllowBeneath("/usr", List.of(FileAccess.EXEC)),
                new Action.AllowBeneath("/tmp", List.of(FileAccess.WRITE, FileAccess.READ)),
                new Action.SetUser(
                    new Action.Id.Named("www-data"),
                    Optional.of(new Action.Id.Numeric(33)),
                    List.of(new Action.Id.Numeric(5), new Action.Id.Named("audio"))),
                new Action.SetUser(new Action.Id.Numeric(1000), Optional.empty(), List.of()),
                new Action.LimitResource(Rlimit.NOFILE, 1024, 4096),
                new Action.LimitResource(Rlimit.CORE, 0, Rlimit.INFINITY),
                new Action.SetScheduler(SchedulingPolicy.BATCH, List.of(), 5, 0, 0, 0, 0),
                new Action.SetScheduler(
                    SchedulingPolicy.RR,
                    List.of(SchedulingPolicy.Flag.RESET_ON_FORK),
                    0,
                    10,
                    0,
                    0,
                    0),
                new Action.SetScheduler(
                    SchedulingPolicy.DEADLINE,
                    List.of(),
                    0,
                    0,
                    10_000_000,
                    20_000_000,
                    30_000_000_000L),
                new Action.SetIoPriority(IoClass.BE, 4),
                new Action.SetMemoryPolicy(
                    MemoryPolicyMode.BIND,
                    List.of(MemoryPolicyMode.Flag.STATIC_NODES),
                    List.of(0, 1)),
                new Action.SetMemoryPolicy(MemoryPolicyMode.LOCAL, List.of(), List.of()),
                new Action.SetPersonality(ExecutionDomain.LINUX32),
                new Action.Chdir("/srv/work"),
                new Action.RequireCapabilities(List.of(Capability.CAP_KILL)),
                new Action.LimitBoundingSet(List.of(Capability.values())),
                new Action.SetCapabilities(
                    List.of(Capability.CAP_KILL),
                    List.of(Capability.CAP_KILL, Capability.CAP_CHOWN),
                    List.of(Capability.CAP_KILL),
                    List.of(Capability.CAP_KILL)),
                new Action.NoNewPrivileges(),
                new Action.Reap(),
                new Action.RestrictSelf(),
                new Action.LoadFilter(filter()),
                new Action.LoadFilter(
                    new SeccompFilter(
                        new SeccompAction.Allow(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty())),
                new Action.Execve(
                    List.of("/bin/sh", "-c", "echo \"it's\"\ttwo\nlines \u00e9\u0007"),
                    List.of(
                        new EnvironmentEntry.Set("PATH", "/bin"),
                        new EnvironmentEntry.Pass("TERM"))))
            .stream()
            .map(Plans::step)
            .toList());
  }

  /** Every kind of rule. */
  private static SeccompFilter filter() {
    return new SeccompFilter(
        new SeccompAction.Deny(1),
        List.of(SyscallAbi.X86_64, SyscallAbi.I386),
        List.of(SeccompFilter.Flag.LOG),
        List.of(
            rule(new SeccompAction.Allow(), "read", "write", "exit_group"),
            rule(new SeccompAction.Deny(38), "clone3"),
            rule(new SeccompAction.KillProcess(), "ptrace"),
            rule(new SeccompAction.KillThread(), "bpf"),
            rule(new SeccompAction.Trap(), "acct"),
            rule(new SeccompAction.Notify(), "mount"),
            rule(new SeccompAction.Trace(7), "umount2"),
            rule(new SeccompAction.Log(), "chroot"),
            new SeccompFilter.Rule(
                List.of("clone"),
                new SeccompAction.Allow(),
                List.of(
                    new SeccompFilter.ArgumentTest(
                        0, SeccompFilter.Operator.MASKED_EQ, 0, 0x7e02_0000),
                    new SeccompFilter.ArgumentTest(2, SeccompFilter.Operator.LE, -1)))),
        Optional.of(new SeccompFilter.Listener("/run/agent.sock", "everything")));
  }

  private static SeccompFilter.Rule rule(SeccompAction action, String... names) {
    return new SeccompFilter.Rule(List.of(names), action, List.of());
  }

  private static Step step(Action action) {
    return new Step(Actor.INIT, action, new Origin("everything.cdl", 3, 7, false));
  }

  private static Hook hook() {
    return new Hook(
        Hook.Phase.CREATE_RUNTIME,
        "/usr/bin/prepare",
        List.of("/usr/bin/prepare", "all"),
        List.of("LEVEL=info"),
        Optional.of(5),
        new ContainerState(
            "1.0.0",
            "everything",
            "/srv/everything",
            new TreeMap<>(Map.of("org.example.role", "all \"of\" it"))));
  }
}
