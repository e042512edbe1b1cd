package dev.cdlc.codegen.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.launch.VerbHost.Done;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecVerbTest {
  private static final String FILE = "/tmp/process.json";
  private static final String PROCESS = "{\"args\":[\"true\"]}";
  private static final KeptExec OF_WORDS = new KeptExec("build", false, Optional.empty());
  private static final KeptExec OF_FILE = new KeptExec("build", false, Optional.of(PROCESS));

  private final VerbHost host = new VerbHost();

  @BeforeEach
  void writeProcess() {
    host.running();
    host.write(FILE, LaunchHost.bytes(PROCESS));
  }

  /** The caller's own variable of that name is behind. */
  private static String executable(String words, String pidFile) {
    return "memory an executable %s [CDLC_PID_FILE=%s, HOME=/home/a, CDLC_PID_FILE=/etc/passwd]"
        .formatted(words, pidFile);
  }

  private static Done executed(String words, String pidFile) {
    return new Done(0, executable(words, pidFile), "", List.of());
  }

  @Test
  void executesWhatWasKeptWithTheCommandAsArguments() {
    host.keep(OF_WORDS);

    assertThat(host.oci("exec", "web", "sh", "-c", "echo  $0"))
        .isEqualTo(executed("[cdlc, sh, -c, echo  $0]", ""));
    assertThat(host.oci("exec", "--pid-file", "pid", "web", "id"))
        .isEqualTo(executed("[cdlc, id]", "pid"));
    assertThat(host.host.file(VerbHost.WEB + "/" + OF_WORDS.name()).modified)
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void executesWhatWasKeptForTheSameProcess() {
    host.keep(OF_FILE);

    assertThat(host.oci("exec", "--process", FILE, "--pid-file=/run/a", "web"))
        .isEqualTo(executed("[cdlc]", "/run/a"));
    assertThat(host.oci("exec", "-p", FILE, "web")).isEqualTo(executed("[cdlc]", ""));
    host.host.add("/tmp/other", Node.REGULAR, 0, 0644).content = LaunchHost.bytes(PROCESS);
    assertThat(host.oci("exec", "--process=/tmp/other", "web")).isEqualTo(executed("[cdlc]", ""));
  }

  @Test
  void processOfSeveralReadsIsCompared() {
    String large = PROCESS + " ".repeat(60_000);
    host.write(FILE, LaunchHost.bytes(large));
    host.keep(new KeptExec("build", false, Optional.of(large)));

    assertThat(host.oci("exec", "-p", FILE, "web").executed()).startsWith("memory");
    host.write(FILE, LaunchHost.bytes(large.substring(1) + " "));
    assertThat(host.oci("exec", "-p", FILE, "web").executed()).startsWith("/opt");
  }

  @Test
  void childExecutesWhatIsLeftToRun() {
    host.keep(new KeptExec("build", true, Optional.of(PROCESS)));

    assertThat(host.oci("exec", "--detach", "--process", FILE, "--pid-file", "/p", "web"))
        .isEqualTo(new Done(0, "", "", List.of(executable("[cdlc]", "/p"))));
  }

  @Test
  void javaTellsThatTheCommandWasNotRun() {
    host.keep(new KeptExec("build", true, Optional.empty()));
    host.executableStatus = 255;
    assertThat(host.oci("exec", "-d", "web", "none").executed())
        .isEqualTo(VerbHost.byJava(Optional.of("255"), "exec", "-d", "web", "none").executed());
    host.executableStatus = -9;
    assertThat(host.oci("exec", "-d", "web", "none").executed())
        .isEqualTo(VerbHost.byJava(Optional.of("137"), "exec", "-d", "web", "none").executed());
  }

  @Test
  void javaLooksForACgroupWhereControllersAreHandedDown() {
    host.keep(OF_WORDS);
    String control = "/cg/unified/web/cgroup.subtree_control";
    host.write(control, LaunchHost.bytes(""));
    assertThat(host.oci("exec", "web", "id").executed()).startsWith("memory");
    host.write(control, LaunchHost.bytes("pids\n"));
    assertThat(host.oci("exec", "web", "id")).isEqualTo(VerbHost.byJava("exec", "web", "id"));
  }

  static Stream<List<String>> otherWords() {
    return Stream.of(
        List.of("exec", "web"),
        List.of("exec", "-d", "web", "true"),
        List.of("exec", "--tty", "web", "true"),
        List.of("exec", "-e", "A=1", "web", "true"),
        List.of("exec", "--console-socket", "/s", "-p", FILE, "web"),
        List.of("exec", "-p", FILE, "-p", FILE, "web"),
        List.of("exec", "-p", FILE, "web", "more"),
        List.of("exec", "-p", "/tmp/none", "web"),
        List.of("exec", "-p", "/tmp/fifo", "web"),
        List.of("exec", "-p", "/tmp/large", "web"),
        List.of("exec", "-p", FILE, "--pid-file", "/" + "x".repeat(4096), "web"));
  }

  @ParameterizedTest
  @MethodSource("otherWords")
  void leavesToJavaWhatWasAskedForOtherwise(List<String> words) {
    host.keep(OF_WORDS);
    host.keep(OF_FILE);
    host.host.add("/tmp/fifo", Node.FIFO, 0, 0600).content = LaunchHost.bytes(PROCESS);
    host.write("/tmp/large", LaunchHost.bytes(PROCESS + " ".repeat(1 << 16)));
    String[] given = words.toArray(String[]::new);

    assertThat(host.oci(given)).isEqualTo(VerbHost.byJava(given));
  }

  static Stream<Consumer<VerbHost>> obstacles() {
    String entry = VerbHost.WEB + "/" + OF_FILE.name();
    return Stream.of(
        VerbHost::stopped,
        host -> host.write(VerbHost.FREEZER, LaunchHost.bytes("FROZEN\n")),
        host -> host.write(FILE, LaunchHost.bytes(PROCESS + "\n")),
        host -> host.write(FILE, LaunchHost.bytes(PROCESS.replace("true", "tree"))),
        host -> host.host.files.remove(entry),
        host -> host.host.file(entry).content = OF_WORDS.append(LaunchHost.bytes("an executable")),
        host ->
            host.host.file(entry).content =
                new KeptExec("another", false, Optional.of(PROCESS))
                    .append(LaunchHost.bytes("an executable")),
        host -> host.host.file(entry).content = new byte[0],
        host ->
            host.host.file(entry).content =
                Arrays.copyOf(
                    host.host.file(entry).content, host.host.file(entry).content.length - 1),
        host -> host.host.file(entry).content = OF_FILE.append(LaunchHost.bytes("no executable")),
        host -> host.host.file(entry).owner = 1000,
        host -> host.host.file(entry).permissions = 0720,
        host -> host.host.file(entry).names = 2,
        host -> host.host.file(entry).type = Node.LINK,
        host -> host.host.file(entry).type = Node.FIFO);
  }

  @ParameterizedTest
  @MethodSource("obstacles")
  void leavesToJavaWhatIsNotTheSame(Consumer<VerbHost> change) {
    host.keep(OF_FILE);
    change.accept(host);

    assertThat(host.oci("exec", "-p", FILE, "web"))
        .isEqualTo(VerbHost.byJava("exec", "-p", FILE, "web"));
  }

  @Test
  void executesTheFileItselfWhereMemoryMayNotBeExecuted() {
    host.host.memoryIsExecutable = false;
    host.keep(OF_WORDS);

    assertThat(host.oci("exec", "web", "id").executed())
        .startsWith("file an executable [cdlc, id]");
  }

  @Test
  void leavesACommandToJavaWhereNoProcessCanBeMade() {
    host.keep(new KeptExec("build", true, Optional.empty()));
    host.failing.put(Syscall.CLONE3, Errno.EAGAIN);

    assertThat(host.oci("exec", "-d", "web", "id"))
        .isEqualTo(VerbHost.byJava("exec", "-d", "web", "id"));
  }

  @Test
  void whatIsTooLongForTheLauncherIsNotKept() {
    assertThat(OF_FILE.isShort()).isTrue();
    assertThat(new KeptExec("b", false, Optional.of(" ".repeat(1 << 16))).isShort()).isFalse();
    assertThat(OF_WORDS.name()).matches("[0-9a-f]{16}").isNotEqualTo(OF_FILE.name());
    assertThat(Path.of(OF_FILE.name())).isRelative();
  }
}
