package dev.cdlc.plan;

import dev.cdlc.plan.InitAction.FsOption;
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
                new SupervisorAction.Seal(),
                new SupervisorAction.CloseFds(),
                new SupervisorAction.ResetSignals(),
                new SupervisorAction.MakeCgroup(
                    "everything", List.of(Controller.CPU, Controller.PIDS)),
                new SupervisorAction.MakeDelegatedCgroup("everything", List.of(Controller.MEMORY)),
                new SupervisorAction.TakeCgroup("/batch/everything", List.of(Controller.MEMORY)),
                new SupervisorAction.LimitCgroup(
                    Controller.CPU,
                    List.of(
                        new CgroupFile("cpu.cfs_period_us", "100000"),
                        new CgroupFile("cpu.cfs_quota_us", "50000")),
                    List.of(new CgroupFile("cpu.max", "50000 100000")),
                    true),
                new SupervisorAction.LimitCgroup(
                    Controller.IO,
                    List.of(new CgroupFile("blkio.throttle.read_bps_device", "8:0 4096")),
                    List.of(
                        new CgroupFile(
                            "io.bfq.weight",
                            "300",
                            Optional.of(new CgroupFile("io.weight", "2930"))))),
                new SupervisorAction.LookUpDevice("/dev/fuse"),
                new SupervisorAction.RestrictDevices(
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
                new SupervisorAction.RestrictDevices(
                    true,
                    List.of(
                        new DeviceException.Numbered(
                            DeviceException.Type.BLOCK,
                            Optional.empty(),
                            Optional.empty(),
                            List.of(DeviceException.Access.MKNOD)))),
                new SupervisorAction.OpenNamespace(Namespace.NET, "/run/netns/blue"),
                new SupervisorAction.EnterNamespace(Namespace.NET, "/run/netns/blue"),
                new SupervisorAction.LeaveNamespace(Namespace.TIME),
                new SupervisorAction.PrepareTerminal(),
                new SupervisorAction.ConnectConsole("/run/web/console.sock"),
                new SupervisorAction.TakeFds(4242, 2),
                new SupervisorAction.OpenProcess(4711, 123_456_789_012L),
                new SupervisorAction.OpenCgroup("/sys/fs/cgroup/cdlc-oci/web"),
                new SupervisorAction.SetCpuAffinity(List.of(0, 1, 2, 7)),
                new SupervisorAction.EnterCgroup("/sys/fs/cgroup/pids/cdlc-oci/web"),
                new SupervisorAction.EnterNamespaces(List.of(Namespace.MNT, Namespace.PID)),
                new SupervisorAction.MakeUpper("/srv/upper", Optional.empty()),
                new SupervisorAction.MakeUpper(
                    "/srv/upper", Optional.of(new SupervisorAction.Owner(100_000, 200_000))),
                new SupervisorAction.Clone(List.of(Namespace.values())),
                new SupervisorAction.MapCaller(),
                new SupervisorAction.MapIds(
                    List.of(new IdMapping(0, 100_000, 1), new IdMapping(1, 200_000, 65_536)),
                    List.of(new IdMapping(0, 4_294_967_294L, 1))),
                new SupervisorAction.RaiseLimit(Rlimit.MEMLOCK, Rlimit.INFINITY, true),
                new SupervisorAction.MakeStartFifo("/run/cdlc-oci/web/start"),
                new SupervisorAction.ClaimName("/run/cdlc/everything"),
                new SupervisorAction.KeepRecord("/srv/everything.cdl"),
                new SupervisorAction.AwaitMounts(),
                new SupervisorAction.Release(),
                new SupervisorAction.MoveNetDevice("wlan0", "wlan0"),
                new SupervisorAction.MoveNetDevice("eth1", "eth0"),
                new SupervisorAction.TryPort(PortProtocol.UDP, "127.0.0.1", 8053),
                new SupervisorAction.ConnectNetwork(
                    List.of(
                        new NetworkProgram(
                            NetworkProgram.Kind.SLIRP4NETNS,
                            List.of("slirp4netns", "--api-socket", NetworkProgram.SOCKET, "PID"),
                            List.of("{\"execute\":\"list_hostfwd\"}")),
                        new NetworkProgram(
                            NetworkProgram.Kind.PASTA,
                            List.of("pasta", "--pid", NetworkProgram.FIFO, "PID"),
                            List.of()))),
                new SupervisorAction.ConnectListener("/run/agent.sock"),
                new SupervisorAction.PassListener("of web", hook().state()),
                new SupervisorAction.RelayTerminal(
                    Optional.of(new SupervisorAction.WindowSize(40, 120))),
                new SupervisorAction.Tend(3, 1_500_000_000),
                new SupervisorAction.Leave("/run/cdlc-oci/web/pid", "/run/cdlc-oci/web/report"),
                new SupervisorAction.SendTerminal(Optional.empty()),
                new SupervisorAction.AwaitCommand(),
                new SupervisorAction.WritePid(),
                new SupervisorAction.Exit(),
                new InitAction.DieWithSupervisor(),
                new InitAction.AdjustOomScore(-500, true),
                new InitAction.SetSysctl("net.ipv4.ip_local_port_range", "1024 65535"),
                new InitAction.JoinCgroup(true),
                new InitAction.BecomeRoot(),
                new InitAction.OffsetClocks(Duration.ofDays(2), Duration.ofMillis(-1500)),
                new InitAction.BringUpLoopback(),
                new InitAction.HideFromPtrace(),
                new InitAction.JoinSessionKeyring("_ses.everything"),
                new InitAction.Umask(0027),
                new InitAction.SetPropagation(Propagation.SLAVE),
                new InitAction.OpenRoot("/srv/root", true),
                new InitAction.OverlayRoot(Optional.of("/srv/upper"), false),
                new InitAction.OverlayRoot(Optional.empty(), true),
                new InitAction.Mount(
                    "tmpfs",
                    "tmpfs",
                    "/tmp",
                    List.of(MountAttribute.NOSYMFOLLOW, MountAttribute.NODEV),
                    List.of(
                        new FsOption("mode", Optional.of("1777")),
                        new FsOption("noswap", Optional.empty()),
                        new FsOption("context", Optional.of("a:b:c:s0:c1,c2"), true))),
                new InitAction.Mount("tmpfs", "tmpfs", "/run", List.of(), List.of(), true),
                new InitAction.Cover("/home", List.of(MountAttribute.NOSUID), List.of()),
                new InitAction.Cover("/media", List.of(MountAttribute.RDONLY), List.of(), true),
                new InitAction.CoverFiles(
                    List.of(
                        new InitAction.TextFile("/etc/hosts", "127.0.0.1\tlocalhost\n"),
                        new InitAction.TextFile("/etc/hostname", "web\n")),
                    List.of(MountAttribute.NODEV),
                    List.of(new FsOption("size", Optional.of("64k"))),
                    false),
                new InitAction.CoverFiles(
                    List.of(new InitAction.TextFile("/etc/resolv.conf", "")),
                    List.of(MountAttribute.RDONLY),
                    List.of(),
                    true),
                new InitAction.Bind(
                    "/srv/data", "/data", true, List.of(MountAttribute.RDONLY), false),
                new InitAction.Bind("/dev/mqueue", "/dev/mqueue", true, List.of(), true),
                new InitAction.Bind(
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
                new InitAction.Propagate("/data", Propagation.SLAVE, true),
                new InitAction.MountCgroup("/sys/fs/cgroup", false, List.of(MountAttribute.RDONLY)),
                new InitAction.LabelMount("/dev/mqueue", "a:b:c:s0", false),
                new InitAction.Device("/dev/null", 1, 3, 0666, false),
                new InitAction.Device("/dev/zero", 1, 5, 0666, true),
                new InitAction.Device(
                    "/dev/sdz",
                    NodeType.BLOCK,
                    8,
                    400,
                    0660,
                    false,
                    Optional.of(new SupervisorAction.Owner(0, 6))),
                new InitAction.Device(
                    "/run/pipe", NodeType.FIFO, 0, 0, 0600, false, Optional.empty()),
                new InitAction.Symlink("/proc/kcore", "/dev/core", true),
                new InitAction.MakeFolder("/srv/work"),
                new InitAction.MaskPath("/proc/keys"),
                new InitAction.ReadonlyPath("/proc/sys"),
                new InitAction.ReadonlyMount("/run"),
                new InitAction.ReadonlyRoot(),
                new InitAction.SetExecLabel(SecurityModule.APPARMOR, "web-profile", true),
                new InitAction.SetExecLabel(SecurityModule.SELINUX, "a:b:c:s0", false),
                new InitAction.PivotRoot(),
                new InitAction.SetHostname("island"),
                new InitAction.SetDomainname("example.org"),
                new InitAction.OpenTerminal(true),
                new InitAction.OpenTerminal(false),
                new InitAction.ControlTerminal(new InitAction.Id.Named("web")),
                new InitAction.NewSession(),
                new InitAction.AnnounceMounts(),
                new InitAction.RunHook(hook()),
                new InitAction.AwaitRelease(),
                new InitAction.AwaitStart(),
                new InitAction.CreateRuleset(false),
                new InitAction.CreateRuleset(true),
                new InitAction.AllowBeneath("/usr", List.of(FileAccess.EXEC)),
                new InitAction.AllowBeneath("/tmp", List.of(FileAccess.WRITE, FileAccess.READ)),
                new InitAction.SetUser(
                    new InitAction.Id.Named("www-data"),
                    Optional.of(new InitAction.Id.Numeric(33)),
                    List.of(new InitAction.Id.Numeric(5), new InitAction.Id.Named("audio"))),
                new InitAction.SetUser(
                    new InitAction.Id.Numeric(1000), Optional.empty(), List.of()),
                new InitAction.LimitResource(Rlimit.NOFILE, 1024, 4096),
                new InitAction.LimitResource(Rlimit.CORE, 0, Rlimit.INFINITY, true),
                new InitAction.SetScheduler(SchedulingPolicy.BATCH, List.of(), 5, 0, 0, 0, 0),
                new InitAction.SetScheduler(
                    SchedulingPolicy.RR,
                    List.of(SchedulingPolicy.Flag.RESET_ON_FORK),
                    0,
                    10,
                    0,
                    0,
                    0),
                new InitAction.SetScheduler(
                    SchedulingPolicy.DEADLINE,
                    List.of(),
                    0,
                    0,
                    10_000_000,
                    20_000_000,
                    30_000_000_000L),
                new InitAction.SetIoPriority(IoClass.BE, 4),
                new InitAction.SetMemoryPolicy(
                    MemoryPolicyMode.BIND,
                    List.of(MemoryPolicyMode.Flag.STATIC_NODES),
                    List.of(0, 1)),
                new InitAction.SetMemoryPolicy(MemoryPolicyMode.LOCAL, List.of(), List.of()),
                new InitAction.SetPersonality(ExecutionDomain.LINUX32),
                new InitAction.Chdir("/srv/work"),
                new InitAction.RequireCapabilities(List.of(Capability.CAP_KILL)),
                new InitAction.LimitBoundingSet(List.of(Capability.values())),
                new InitAction.SetCapabilities(
                    List.of(Capability.CAP_KILL),
                    List.of(Capability.CAP_KILL, Capability.CAP_CHOWN),
                    List.of(Capability.CAP_KILL),
                    List.of(Capability.CAP_KILL)),
                new InitAction.NoNewPrivileges(),
                new InitAction.Reap(),
                new InitAction.RestrictSelf(),
                new InitAction.LoadFilter(filter()),
                new InitAction.LoadFilter(
                    new SeccompFilter(
                        new SeccompAction.Allow(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty())),
                new InitAction.Execve(
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
