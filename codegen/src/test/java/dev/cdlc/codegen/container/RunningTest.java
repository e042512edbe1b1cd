package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdlc.codegen.container.Host.Outcome;
import dev.cdlc.codegen.emit.JoinedProcess;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SupervisorAction;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that join a container that runs. */
class RunningTest extends ContainerTest {
  private static final int START_TIME = 19;
  private static final int UNKNOWN = Integer.MAX_VALUE;
  private Optional<Process> container = Optional.empty();
  private long init;

  /** Runs until it is killed, and says a line before. */
  private void start(SamplePlan plan) throws Exception {
    Process process =
        new ProcessBuilder(Host.executable(plan.shell("echo up; exec sleep 60"), folder).toString())
            .redirectErrorStream(true)
            .start();
    container = Optional.of(process);
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("up");
    }
    init = process.children().findFirst().orElseThrow().pid();
  }

  private void start() throws Exception {
    start(
        shell("")
            .mount(
                SamplePlan.tmpfs("/dev", "mode", "755"),
                new InitAction.Mount("devpts", "devpts", "/dev/pts", List.of(), List.of())));
  }

  @AfterEach
  void stop() throws Exception {
    if (container.isPresent()) {
      Host.run(List.of("kill", "-KILL", Long.toString(init)));
      container.get().waitFor();
    }
    assertThat(Host.cgroups()).isEmpty();
  }

  private ExecPlan exec() throws IOException {
    return new ExecPlan(init, startTime());
  }

  private long startTime() throws IOException {
    String stat = Files.readString(Path.of("/proc/%d/stat".formatted(init)));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[START_TIME]);
  }

  private Outcome run(ExecPlan plan, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Host.executable(plan.plan(), folder).toString());
    command.addAll(List.of(arguments));
    return Host.run(command);
  }

  private Outcome run(ExecPlan plan, Path pidFile) throws Exception {
    String variable = SupervisorAction.WritePid.VARIABLE + "=" + pidFile;
    return Host.run(List.of("env", variable, Host.executable(plan.plan(), folder).toString()));
  }

  @Test
  void isInTheContainersNamespacesAndRoot() throws Exception {
    start();
    var outcome = run(exec().shell("hostname; cat /proc/1/comm; ls /; exit 7"));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).startsWith("sample\nsleep\nbin\n");
    assertThat(outcome.status()).isEqualTo(7);
  }

  @Test
  void hasNoFilesOfTheHost() throws Exception {
    start();
    assertThat(run(exec().shell("ls /proc/self/fd | tr '\\n' ' '")).out()).isEqualTo("0 1 2 3 ");
  }

  @Test
  void isInTheCgroupsThatAreNamed() throws Exception {
    start();
    Path unified = cgroupOfInit();
    var outcome =
        run(
            exec()
                .cgroup(new SupervisorAction.OpenCgroup(unified.toString()))
                .shell("cat /proc/self/cgroup"));
    assertThat(outcome.out()).contains(String.valueOf(unified.getFileName()));
  }

  /** Of cgroup v2, beneath where this host mounts it. */
  private Path cgroupOfInit() throws IOException {
    Path mount = Path.of("/sys/fs/cgroup/unified");
    String line =
        Files.readAllLines(Path.of("/proc/%d/cgroup".formatted(init))).stream()
            .filter(each -> each.startsWith("0::"))
            .findFirst()
            .orElseThrow();
    return (Files.exists(mount) ? mount : Path.of("/sys/fs/cgroup"))
        .resolve(line.substring("0::/".length()));
  }

  @Test
  void workingFolderIsNeverOneOfTheHosts() throws Exception {
    start();
    for (int fd = 3; fd < 12; fd++) {
      String link = "leak" + fd;
      Files.createSymbolicLink(root.resolve(link), Path.of("/proc/self/fd/" + fd));
      assertThat(run(exec().in("/" + link).shell("pwd")).out()).doesNotContain("/etc", "/sys");
    }
    Files.createDirectories(root.resolve("srv/work"));
    assertThat(run(exec().in("/srv/work").shell("pwd")).out()).isEqualTo("/srv/work\n");
    var missing = run(exec().in("/missing"));
    assertThat(missing.status()).isEqualTo(255);
    assertThat(missing.err()).contains("cannot enter /missing: ENOENT");
  }

  @Test
  void cannotBeLookedIntoBeforeItsCommandRuns() throws Exception {
    start();
    var outcome = run(exec().shell("grep -E '^(CapBnd|NoNewPrivs)' /proc/self/status"));
    assertThat(outcome.out()).contains("NoNewPrivs:\t0");
    var few =
        run(
            exec()
                .identity(
                    new InitAction.LimitBoundingSet(List.of(Capability.CAP_KILL)),
                    new InitAction.NoNewPrivileges())
                .shell("grep -E '^(CapBnd|NoNewPrivs)' /proc/self/status"));
    assertThat(few.out()).isEqualTo("CapBnd:\t0000000000000020\nNoNewPrivs:\t1\n");
  }

  @Test
  void commandThatIsNotThereIsReportedAsRuncDoes() throws Exception {
    start();
    var outcome = run(exec().run("missing"));
    assertThat(outcome.status()).isEqualTo(255);
    assertThat(outcome.err())
        .startsWith("error[CDL7030]: sample.json:13:3: cannot run missing: ENOENT");
    assertThat(run(exec().run("/etc")).err()).contains("cannot run /etc: EACCES");
  }

  @Test
  void pidOfAnotherProcessIsNotJoined() throws Exception {
    start();
    var outcome = run(new ExecPlan(init, 1));
    assertThat(outcome.status()).isEqualTo(255);
    assertThat(outcome.err())
        .startsWith(
            "error[CDL7033]: sample.json:4:3: cannot join process %d: ESRCH".formatted(init))
        .contains("\n  help: the container has ended meanwhile");
    ExecPlan late = exec();
    stop();
    container = Optional.empty();
    assertThat(run(late).err()).contains("cannot join process").contains(": ESRCH");
  }

  @Test
  void executableMadeBeforeItsContainerJoinsIt() throws Exception {
    start();
    byte[] early =
        Files.readAllBytes(Host.executable(new ExecPlan(UNKNOWN, Long.MAX_VALUE).plan(), folder));
    byte[] later = Files.readAllBytes(Host.executable(exec().plan(), folder));
    var unknown = new JoinedProcess(new SupervisorAction.OpenProcess(UNKNOWN, Long.MAX_VALUE));
    var known = new JoinedProcess(new SupervisorAction.OpenProcess(init, startTime()));
    assertThat(known.inPlaceOf(unknown, early)).isEqualTo(later).isNotEqualTo(early);
    assertThatThrownBy(() -> unknown.inPlaceOf(unknown, later))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cgroupThatIsGoneIsReported() throws Exception {
    start();
    var unified = run(exec().cgroup(new SupervisorAction.OpenCgroup("/sys/fs/cgroup/no/such")));
    assertThat(unified.err()).contains("cannot enter the cgroup /sys/fs/cgroup/no/such: ENOENT");
    var v1 = run(exec().cgroup(new SupervisorAction.EnterCgroup("/sys/fs/cgroup/no/such")));
    assertThat(v1.status()).isEqualTo(255);
    assertThat(v1.err()).contains("cannot enter the cgroup /sys/fs/cgroup/no/such: ENOENT");
  }

  @Test
  void hasItsOwnCpus() throws Exception {
    start();
    assertThat(run(exec().cpus(1).shell("nproc")).out()).isEqualTo("1\n");
    var none = run(exec().cpus(8191).shell("nproc"));
    assertThat(none.status()).isEqualTo(255);
    assertThat(none.err()).contains("cannot run on the CPUs 8191: EINVAL");
  }

  @Test
  void userNamespaceIsJoinedWithTheOthers() throws Exception {
    start(
        shell("")
            .namespaces(Namespace.MNT, Namespace.PID, Namespace.UTS, Namespace.USER)
            .mount(SamplePlan.tmpfs("/tmp", "mode", "1777")));
    var outcome =
        run(
            exec()
                .namespaces(Namespace.USER, Namespace.MNT, Namespace.PID, Namespace.UTS)
                .shell("id -u; cat /proc/self/uid_map; hostname own && hostname"));
    assertThat(outcome.out().replaceAll(" +", " ")).isEqualTo("0\n 0 0 1\nown\n");
  }

  @Test
  void detachedItOutlivesItsSupervisor() throws Exception {
    start();
    Path pidFile = folder.resolve("pid");
    Files.writeString(pidFile, "an older one");
    var outcome = run(exec().detached().run("/bin/sleep", "33"), pidFile);
    assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
    Path process = Path.of("/proc", Files.readString(pidFile));
    assertThat(Files.readString(process.resolve("comm"))).isEqualTo("sleep\n");
    assertThat(Files.readString(process.resolve("status"))).contains("NStgid:");
    assertThat(folder.resolve("pid.new")).doesNotExist();
    Host.run(List.of("kill", "-KILL", Files.readString(pidFile)));
  }

  @Test
  void detachedCommandThatCannotRunIsReported() throws Exception {
    start();
    Path pidFile = folder.resolve("pid");
    var outcome = run(exec().detached().run("/missing"), pidFile);
    assertThat(outcome.status()).isEqualTo(255);
    assertThat(outcome.err()).contains("cannot run /missing: ENOENT");
    assertThat(pidFile).doesNotExist();
    assertThat(run(exec().detached().in("/missing")).status()).isEqualTo(255);
    assertThat(run(exec().detached().run("/bin/false")).status()).isZero();
  }

  @Test
  void pidFileThatCannotBeWrittenIsNamed() throws Exception {
    start();
    Path missing = folder.resolve("a\nb/pid");
    var outcome = run(exec().detached().shell("exec sleep 33"), missing);
    assertThat(outcome.status()).isEqualTo(255);
    assertThat(outcome.err())
        .contains("cannot write " + folder + "/a\\012b/pid: ENOENT (No such file or directory)");
    assertThat(run(exec().detached().shell("true"), Path.of("x".repeat(5000))).err())
        .contains("cannot write xxx", "ENAMETOOLONG");
  }

  @Test
  void commandMayBeTheExecutablesArguments() throws Exception {
    start();
    assertThat(run(exec().run(), "sh", "-c", "echo $0 $1; exit 9", "a", "b c"))
        .isEqualTo(new Outcome(9, "a b c\n", ""));
    assertThat(run(exec().run(), "/bin/echo", "a")).isEqualTo(new Outcome(0, "a\n", ""));
    assertThat(run(exec().detached().run(), "true").status()).isZero();
  }

  @Test
  void commandOfArgumentsThatCannotRunIsNamed() throws Exception {
    start();
    assertThat(run(exec().run(), "missing"))
        .isEqualTo(new Outcome(255, "", run(exec().run("missing")).err()));
    assertThat(run(exec().run(), "/etc/a\u001b[1m\u009bb").err())
        .contains("cannot run /etc/a\\033[1m\\233b: ENOENT");
    assertThat(run(exec().run(), "/etc").err()).isEqualTo(run(exec().run("/etc")).err());
    assertThat(run(exec().run()).err()).isEqualTo(run(exec().run("")).err());
  }

  @Test
  void terminalIsOneOfTheContainers() throws Exception {
    start();
    var outcome = run(exec().terminal().shell("tty; stty size; cat </dev/tty & kill $!; exit 5"));
    assertThat(outcome.out()).isEqualTo("/dev/pts/0\r\n24 80\r\n");
    assertThat(outcome.status()).isEqualTo(5);
  }

  @Test
  void terminalIsSentToTheConsoleSocket() throws Exception {
    start();
    Path socket = folder.resolve("console.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Path tty = root.resolve("tty");
      var outcome = run(exec().detached().console(socket).shell("tty >/tty; stty size >/size"));
      assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
      awaitText(root.resolve("size"));
      assertThat(Files.readString(tty)).isEqualTo("/dev/pts/0\n");
      assertThat(Files.readString(root.resolve("size"))).isEqualTo("24 80\n");
      assertThat(received(server)).isEqualTo("/dev/ptmx");
    }
  }

  private static void awaitText(Path file) throws Exception {
    for (int i = 0; i < 3000 && (!Files.exists(file) || Files.size(file) == 0); i++) {
      Thread.sleep(10);
    }
  }

  /** The name. Java drops the file descriptor that comes with it, which hangs the terminal up. */
  private static String received(ServerSocketChannel server) throws IOException {
    try (SocketChannel channel = server.accept()) {
      ByteBuffer bytes = ByteBuffer.allocate(100);
      channel.read(bytes);
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void consoleSocketThatIsNotThereIsReported() throws Exception {
    start();
    var outcome = run(exec().detached().console(folder.resolve("none")));
    assertThat(outcome.status()).isEqualTo(255);
    assertThat(outcome.err())
        .startsWith("error[CDL7032]")
        .contains("cannot connect to the console socket " + folder.resolve("none") + ": ENOENT")
        .contains("\n  help: whoever asks for a terminal must listen at that path beforehand");
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run(exec().detached().console(file)).err()).contains(": ECONNREFUSED");
  }
}
