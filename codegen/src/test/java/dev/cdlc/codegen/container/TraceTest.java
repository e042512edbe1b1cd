package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.elf.ElfWriter;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.emit.Emit;
import dev.cdlc.codegen.interpreter.InitialStack;
import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.link.Trim;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.strace.Acceptor;
import dev.cdlc.codegen.strace.Replay;
import dev.cdlc.codegen.strace.StraceLog;
import dev.cdlc.codegen.strace.Verdict;
import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.ContainerState;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.DeviceException;
import dev.cdlc.plan.ExecutionDomain;
import dev.cdlc.plan.FileAccess;
import dev.cdlc.plan.Hook;
import dev.cdlc.plan.IdMapping;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.IoClass;
import dev.cdlc.plan.MemoryPolicyMode;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.MountIds;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.PortProtocol;
import dev.cdlc.plan.Rlimit;
import dev.cdlc.plan.SchedulingPolicy;
import dev.cdlc.plan.SupervisorAction;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What strace(1) sees of real containers is what the grammar allows, and call by call what the
 * interpreter does when the kernel answers as it did.
 */
@Tag("linux")
class TraceTest {
  private static final List<String> ENVIRONMENT = List.of("PATH=/usr/bin:/bin", "TERM=xterm");

  @TempDir private static Path folder;
  private static Path root = Path.of("/");

  @BeforeAll
  static void prepare() throws Exception {
    Host.assumePossible();
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/strace")), "needs the Debian package strace");
    root = Host.root(folder);
  }

  @Test
  void ofAContainerThatRuns() throws Exception {
    check(
        new SamplePlan(root)
            .mount(SamplePlan.proc(), SamplePlan.tmpfs("/tmp/deep", "mode", "1777"))
            .run("/bin/sh", "-c", "exit 7", "sh"),
        7);
  }

  @Test
  void ofAContainerInACgroupOfAName() throws Exception {
    var files = List.of(new CgroupFile("pids.max", "20"));
    for (String path : List.of("/cdlc-trace/a/web", "cdlc-trace/web")) {
      check(
          new SamplePlan(root)
              .cgroup(path)
              .limit(new SupervisorAction.LimitCgroup(Controller.PIDS, files, files))
              .shell("true"),
          0);
    }
  }

  @Test
  void ofAContainerWithLimits() throws Exception {
    check(
        new SamplePlan(root)
            .limit(
                new SupervisorAction.LimitCgroup(
                    Controller.PIDS,
                    List.of(new CgroupFile("pids.max", "20")),
                    List.of(new CgroupFile("pids.max", "20"))))
            .shell("true"),
        0);
  }

  @Test
  void ofAContainerWithDevices() throws Exception {
    List<DeviceException> exceptions =
        List.of(
            new DeviceException.Numbered(
                DeviceException.Type.CHARACTER,
                Optional.of(1),
                Optional.of(3),
                List.of(DeviceException.Access.values())),
            new DeviceException.Known("/dev/zero", List.of(DeviceException.Access.READ)));
    check(
        new SamplePlan(root)
            .devices(
                new SupervisorAction.LookUpDevice("/dev/zero"),
                new SupervisorAction.RestrictDevices(false, exceptions))
            .shell("true"),
        0);
  }

  @Test
  void ofAContainerWithATerminal() throws Exception {
    check(
        new SamplePlan(root)
            .mount(
                SamplePlan.tmpfs("/dev", "mode", "755"),
                new InitAction.Mount("devpts", "devpts", "/dev/pts", List.of(), List.of()))
            .terminal(new SupervisorAction.WindowSize(24, 80))
            .shell("echo out; exit 6"),
        6);
  }

  @Test
  void ofAContainerWithACopyOfAFolder() throws Exception {
    Path data = Files.createDirectories(root.resolve("copied/a/b"));
    Files.writeString(data.resolve("file"), "content");
    Files.writeString(root.resolve("copied/.hidden"), "");
    Files.createSymbolicLink(root.resolve("copied/link"), Path.of("/no/such"));
    check(
        new SamplePlan(root)
            .mount(new InitAction.Mount("tmpfs", "tmpfs", "/copied", List.of(), List.of(), true))
            .shell("cat /copied/a/b/file >/dev/null; exit 3"),
        3);
  }

  @Test
  void ofAContainerWithMadeFiles() throws Exception {
    check(
        new SamplePlan(root)
            .path(
                CoveredFilesTest.files(false, MountAttribute.RDONLY), CoveredFilesTest.files(true))
            .shell("cat /etc/hosts >/dev/null; exit 3"),
        3);
  }

  @Test
  void ofAContainerWithAUserNetwork() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/slirp4netns")),
        "needs the Debian package slirp4netns");
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/net/tun")), "needs /dev/net/tun");
    String forward = UserNetworkTest.request("tcp", 42_687, 80);
    check(
        new SamplePlan(root)
            .namespaces(Namespace.MNT, Namespace.UTS, Namespace.NET)
            .before(new SupervisorAction.TryPort(PortProtocol.TCP, "127.0.0.1", 42_687))
            .outside(
                new SupervisorAction.ConnectNetwork(List.of(UserNetworkTest.slirp4netns(forward))))
            .shell("exit 3"),
        3,
        3);
  }

  @Test
  void ofAContainerWithAnOverlay() throws Exception {
    check(new SamplePlan(root).overlay(Optional.empty()).shell("echo x >/new; exit 4"), 4);
    Path upper = folder.resolve("upper");
    check(new SamplePlan(root).overlay(Optional.of(upper)).shell("echo x >/new"), 0);
    check(new SamplePlan(root).overlay(Optional.of(upper)).shell("cat /new"), 0);
  }

  @Test
  void ofAContainerWithAFilter() throws Exception {
    check(new SamplePlan(root).filter(FilterTest.denying("mkdir")).shell("exit 3"), 3);
  }

  @Test
  void ofAContainerInAUserNamespaceWithItsLimits() throws Exception {
    check(
        new SamplePlan(root)
            .namespaces(Namespace.MNT, Namespace.PID, Namespace.USER)
            .outside(new SupervisorAction.RaiseLimit(Rlimit.NOFILE, 400))
            .identity(new InitAction.LimitResource(Rlimit.NOFILE, 300, 400))
            .shell("true"),
        0);
  }

  @Test
  void ofAContainerWithItsShareOfTheHost() throws Exception {
    check(
        new SamplePlan(root)
            .begin(new InitAction.AdjustOomScore(5))
            .identity(
                new InitAction.SetScheduler(
                    SchedulingPolicy.BATCH,
                    List.of(SchedulingPolicy.Flag.RESET_ON_FORK),
                    -3,
                    0,
                    0,
                    0,
                    0),
                new InitAction.SetIoPriority(IoClass.BE, 6),
                new InitAction.SetMemoryPolicy(MemoryPolicyMode.BIND, List.of(), List.of(0)),
                new InitAction.SetPersonality(ExecutionDomain.LINUX32))
            .shell("true"),
        0);
  }

  @Test
  void ofAContainerThatJoinsNamespaces() throws Exception {
    check(
        new SamplePlan(root)
            .join(Namespace.UTS, "/proc/self/ns/uts")
            .join(Namespace.PID, "/proc/self/ns/pid")
            .shell("exit 5"),
        5);
  }

  @Test
  void ofAContainerThatJoinsUsersOfOthers() throws Exception {
    checkBeside(
        List.of("unshare", "--user", "--map-root-user", "--net", "sleep", "60"),
        others ->
            new SamplePlan(root)
                .namespaces(Namespace.MNT, Namespace.IPC)
                .join(Namespace.NET, others + "/net")
                .join(Namespace.USER, others + "/user")
                .shell("exit 5"),
        3);
  }

  @Test
  void ofAContainerThatJoinsMountsOfOthers() throws Exception {
    checkBeside(
        List.of("unshare", "--mount", "sleep", "60"),
        others -> new SamplePlan(root).join(Namespace.MNT, others + "/mnt").shell("exit 5"),
        2);
  }

  /** Whose namespaces are another process's, while its root is the host's. */
  @Test
  void ofAProcessThatJoinsAContainer() throws Exception {
    Process other =
        new ProcessBuilder("unshare", "--uts", "--ipc", "--mount", "sleep", "60").start();
    try {
      awaitSleep(other);
      String stat = Files.readString(Path.of("/proc/" + other.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      Supplier<ExecPlan> plan =
          () ->
              new ExecPlan(other.pid(), Long.parseLong(fields[19]))
                  .namespaces(Namespace.UTS, Namespace.IPC, Namespace.MNT);
      check(plan.get().in("/usr").shell("exit 5").plan(), 5, 3);
      check(plan.get().detached().plan(), 0, 3);
      check(plan.get().run("/missing").plan(), 255, 3);
      check(plan.get().terminal().shell("echo out; exit 6").plan(), 6, 3);
      Path socket = folder.resolve("console.sock");
      check(plan.get().detached().console(socket).plan(), 255, 1);
      try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        server.bind(UnixDomainSocketAddress.of(socket));
        check(plan.get().detached().console(socket).plan(), 0, 3);
      }
      check(new ExecPlan(other.pid(), 1).plan(), 255, 1);
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  private static void awaitSleep(Process other) throws Exception {
    while (!Files.readString(Path.of("/proc/" + other.pid() + "/comm")).equals("sleep\n")) {
      Thread.sleep(10);
    }
  }

  /** Beside a process that has namespaces of its own, as the folder has them. */
  private static void checkBeside(
      List<String> command, Function<String, SamplePlan> plan, int processes) throws Exception {
    Process other = new ProcessBuilder(command).start();
    try {
      awaitSleep(other);
      check(plan.apply("/proc/" + other.pid() + "/ns"), 5, processes);
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void ofAContainerWithClocksOfItsOwn() throws Exception {
    check(
        new SamplePlan(root)
            .namespaces(Namespace.MNT, Namespace.PID)
            .begin(new InitAction.OffsetClocks(Duration.ofDays(2), Duration.ZERO))
            .shell("exit 6"),
        6);
  }

  @Test
  void ofAContainerThatReachesFewFiles() throws Exception {
    check(
        new SamplePlan(root)
            .identity(
                new InitAction.CreateRuleset(true),
                new InitAction.AllowBeneath("/bin", List.of(FileAccess.EXEC, FileAccess.WRITE)),
                new InitAction.AllowBeneath("/bin/sh", List.of(FileAccess.READ)),
                new InitAction.NoNewPrivileges(),
                new InitAction.RestrictSelf())
            .shell("exit 4"),
        4);
  }

  /** In the host's pid namespace, since strace(1) prints what clone3(2) returns. */
  @Test
  void ofAContainerWithAReaper() throws Exception {
    check(
        new SamplePlan(root).namespaces(Namespace.MNT, Namespace.UTS).reaped().shell("exit 8"),
        8,
        3);
  }

  /** A script, too, which is executed a second time by its path. */
  @Test
  void ofAContainerWithHooks() throws Exception {
    Path script = folder.resolve("script");
    Host.write(script, "#!/bin/sh\n");
    var plan = new SamplePlan(root).namespaces(Namespace.MNT, Namespace.UTS);
    for (Hook.Phase phase : Hook.Phase.values()) {
      plan.hook(hook(phase, "/bin/busybox", "true"));
    }
    plan.hook(hook(Hook.Phase.CREATE_RUNTIME, script.toString(), "script"));
    check(plan.shell("exit 9"), 9, 9);
  }

  @Test
  void ofHooksThatFail() throws Exception {
    var plan = new SamplePlan(root).namespaces(Namespace.MNT, Namespace.UTS);
    plan.hook(
        hook(Hook.Phase.START_CONTAINER, "/bin/busybox", "false"),
        hook(Hook.Phase.POSTSTOP, "/bin/busybox", "false"),
        hook(Hook.Phase.POSTSTOP, "/no/such", ""));
    check(plan.shell("exit 9"), 125, 4);
  }

  private static Hook hook(Hook.Phase phase, String path, String name) {
    return new Hook(
        phase,
        path,
        List.of(name),
        List.of("A=1"),
        Optional.of(20),
        new ContainerState("1.2.0", "sample", folder.toString(), new TreeMap<>()));
  }

  @Test
  void ofACommandThatIsLookedForInVain() throws Exception {
    check(new SamplePlan(root).run("no-such-command"), 127);
  }

  @Test
  void ofAContainerThatSeesFilesOfOthers() throws Exception {
    var ids = List.of(new IdMapping(0, 7, 1));
    check(
        new SamplePlan(root)
            .mount(
                new InitAction.Bind(
                    root.toString(),
                    "/mnt",
                    false,
                    List.of(),
                    false,
                    Optional.of(new MountIds(ids, ids, false))))
            .shell("exit 2"),
        2,
        3);
  }

  @Test
  void ofABindWithoutItsSource() throws Exception {
    check(
        new SamplePlan(root)
            .mount(new InitAction.Bind("/no/such/source", "/mnt", true, List.of(), false)),
        125);
  }

  private static void check(SamplePlan plan, int status) throws Exception {
    check(plan, status, 2);
  }

  private static void check(SamplePlan plan, int status, int processes) throws Exception {
    check(plan.plan(), status, processes);
  }

  private static void check(Plan plan, int status, int processes) throws Exception {
    Path log = Files.createTempFile(folder, "strace", ".log");
    Path executable = Host.executable(plan, folder);
    List<String> arguments = List.of(executable.toString(), "one");
    assertThat(Host.run(traced(arguments, log)).status()).isEqualTo(status);
    Program program = Trim.trim(Emit.program(plan, Target.X86_64));
    StraceLog trace = StraceLog.parse(Files.readString(log));
    assertThat(new Acceptor(program).judge(trace))
        .hasSize(processes)
        .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Verdict.Accepted.class));
    InitialStack stack = new InitialStack(arguments, ENVIRONMENT);
    Replay.check(program, layout(program), stack, trace);
  }

  private static List<String> traced(List<String> arguments, Path log) {
    String options = "strace -f -v -s 8192 -X raw -o";
    return Stream.of(
            Stream.of("env", "-i"),
            ENVIRONMENT.stream(),
            Stream.of(options.split(" ", -1)),
            Stream.of(log.toString()),
            arguments.stream())
        .flatMap(words -> words)
        .toList();
  }

  private static Layout layout(Program program) {
    return Layout.of(program, new ElfWriter(Target.X86_64, Host.NOTE).headerSize());
  }
}
