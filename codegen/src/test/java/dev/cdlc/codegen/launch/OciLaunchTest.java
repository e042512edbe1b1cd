package dev.cdlc.codegen.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.Codegen;
import dev.cdlc.codegen.elf.ElfReader;
import dev.cdlc.codegen.elf.Inspection;
import dev.cdlc.codegen.elf.Note;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.launch.VerbHost.Done;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OciLaunchTest {
  private final VerbHost host = new VerbHost();

  @ParameterizedTest
  @EnumSource
  void isAnExecutableForEveryMachine(Target target) {
    byte[] file =
        Codegen.generate(OciLaunch.program("b"), target, new Note("b", "none", List.of()));

    assertThat(ElfReader.inspect(file)).isInstanceOf(Inspection.Executable.class);
    assertThat(file.length).isLessThan(40_000);
  }

  private static Done printed(String status, int pid) {
    String state = "{\"status\":\"%s\",\"pid\":%d}\n".formatted(status, pid);
    return new Done(0, "", state, List.of());
  }

  static Stream<Arguments> states() {
    return Stream.of(
        state(_ -> {}, printed("created", 4711)),
        state(VerbHost::running, printed("running", 4711)),
        state(
            host -> {
              host.running();
              host.write(VerbHost.FREEZER, LaunchHost.bytes("FREEZING\n"));
            },
            printed("running", 4711)),
        state(
            host -> {
              host.running();
              host.write(VerbHost.FREEZER, LaunchHost.bytes("FROZEN\n"));
            },
            printed("paused", 4711)),
        state(
            host -> host.write(VerbHost.EVENTS, LaunchHost.bytes("populated 1\nfrozen 1\n")),
            printed("paused", 4711)),
        state(
            host -> {
              host.running();
              host.host.files.remove(VerbHost.FREEZER);
              host.host.files.remove(VerbHost.EVENTS);
            },
            printed("running", 4711)),
        state(VerbHost::stopped, printed("stopped", 0)),
        state(host -> host.stat('Z', 5000), printed("stopped", 0)),
        state(host -> host.stat('X', 5000), printed("stopped", 0)),
        state(host -> host.stat('x', 5000), printed("stopped", 0)),
        state(host -> host.stat('D', 5001), printed("stopped", 0)),
        state(host -> host.stat('D', 500), printed("stopped", 0)));
  }

  private static Arguments state(Consumer<VerbHost> change, Done done) {
    return Arguments.of(change, done);
  }

  @ParameterizedTest
  @MethodSource("states")
  void tellsTheState(Consumer<VerbHost> change, Done done) {
    change.accept(host);

    assertThat(host.oci("state", "web")).isEqualTo(done);
  }

  static Stream<List<String>> plain() {
    return Stream.of(
        List.of("state", "web"),
        List.of("--root", VerbHost.ROOT, "state", "web"),
        List.of("--root=" + VerbHost.ROOT, "--debug", "state", "web"),
        List.of("--log", "/l", "--log-format", "json", "--rootless", "auto", "state", "web"),
        List.of("--log-format=text", "--log=/l", "--rootless=false", "state", "web"));
  }

  @ParameterizedTest
  @MethodSource("plain")
  void readsTheWordsOfEngines(List<String> words) {
    assertThat(host.oci(words.toArray(String[]::new))).isEqualTo(printed("created", 4711));
  }

  static Stream<List<String>> other() {
    return Stream.of(
        List.of(),
        List.of("--root"),
        List.of("--root", ""),
        List.of("--root=", "state", "web"),
        List.of("--root", "--debug", "state", "web"),
        List.of("--root", "run/cdlc-oci", "state", "web"),
        List.of("--root", "/run/x/../cdlc-oci", "state", "web"),
        List.of("--root", VerbHost.ROOT, "--root", VerbHost.ROOT, "state", "web"),
        List.of("--debug", "--debug", "state", "web"),
        List.of("--debug=true", "state", "web"),
        List.of("--log-format", "xml", "state", "web"),
        List.of("--systemd-cgroup", "state", "web"),
        List.of("--help"),
        List.of("--version"),
        List.of("--roots", VerbHost.ROOT, "state", "web"),
        List.of("list"),
        List.of("stat", "web"),
        List.of("states", "web"),
        List.of("state"),
        List.of("state", "web", "more"),
        List.of("state", "--help"),
        List.of("state", ".."),
        List.of("state", "."),
        List.of("state", ""),
        List.of("state", "a/b"),
        List.of("state", "web@"),
        List.of("state", "w\u00e9b"),
        List.of("state", "w".repeat(256)),
        List.of("state", "w".repeat(255)),
        List.of("state", "other"));
  }

  @ParameterizedTest
  @MethodSource("other")
  void leavesEverythingElseToJava(List<String> words) {
    String[] given = words.toArray(String[]::new);

    assertThat(host.oci(given)).isEqualTo(VerbHost.byJava(given));
  }

  static Stream<Consumer<VerbHost>> hostile() {
    return Stream.of(
        host -> host.host.file(VerbHost.ROOT).owner = 1000,
        host -> host.host.file(VerbHost.ROOT).permissions = 0770,
        host -> host.host.file(VerbHost.ROOT).permissions = 0702,
        host -> host.host.file(VerbHost.ROOT).type = Node.REGULAR,
        host -> host.host.file(VerbHost.WEB).owner = 1000,
        host -> host.host.file(VerbHost.WEB).permissions = 0720,
        host -> host.host.file(VerbHost.WEB).type = Node.LINK,
        host -> host.host.file(VerbHost.WEB).type = Node.REGULAR,
        host -> host.host.file(VerbHost.WEB + "/launch").type = Node.LINK,
        host -> host.host.files.remove(VerbHost.WEB + "/launch"),
        host -> host.host.files.remove(VerbHost.ROOT),
        host -> host.host.user = 1000,
        host -> host.failing.put(Syscall.STATX, Errno.EACCES),
        host -> host.failing.put(Syscall.READ, Errno.EIO),
        host -> host.write(VerbHost.WEB + "/launch", new byte[0]),
        host -> host.write(VerbHost.WEB + "/launch", damaged(0)),
        host -> host.write(VerbHost.WEB + "/launch", damaged(8)));
  }

  private static byte[] damaged(int at) {
    byte[] record = VerbHost.record(false).bytes();
    record[at]++;
    return record;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void leavesToJavaWhatOthersMayHaveWritten(Consumer<VerbHost> change) {
    change.accept(host);

    assertThat(host.oci("state", "web")).isEqualTo(VerbHost.byJava("state", "web"));
  }

  @Test
  void leavesOutputThatIsNotTakenToJava() {
    host.outputRoom = 5;
    assertThat(host.oci("state", "web").executed()).startsWith("/opt/bin/cdlc");
    host.failing.put(Syscall.WRITE, Errno.ENOSPC);
    assertThat(host.oci("state", "web")).isEqualTo(VerbHost.byJava("state", "web"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "15:",
        "15:15",
        "15:TERM",
        "15:SIGTERM",
        "15:sigTerm",
        "9:KILL",
        "9:09",
        "0:0",
        "64:64",
        "1:hup",
        "31:SYS",
        "16:STKFLT"
      })
  void sendsASignal(String numberAndWord) {
    String[] parts = numberAndWord.split(":", -1);
    host.running();

    Done done = parts[1].isEmpty() ? host.oci("kill", "web") : host.oci("kill", "web", parts[1]);
    assertThat(done).isEqualTo(new Done(0, "", "", List.of(parts[0] + " to 4711")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "65",
        "100",
        "1x",
        "-9",
        "",
        "NONE",
        "SIG",
        "TER",
        "TERMS",
        "RTMIN",
        "SIGRTMAX-1",
        "CLD",
        "SIGSIGTERM",
        "ABCDEFGHIJKLMNOPQ",
        "\u017fIGTERM"
      })
  void leavesRareSignalsToJava(String word) {
    assertThat(host.oci("kill", "web", word)).isEqualTo(VerbHost.byJava("kill", "web", word));
  }

  static Stream<Consumer<VerbHost>> unkillable() {
    return Stream.of(
        VerbHost::stopped,
        host -> host.stat('Z', 5000),
        host -> host.stat('S', 6000),
        host -> host.failing.put(Syscall.PIDFD_OPEN, Errno.ESRCH),
        host -> host.failing.put(Syscall.PIDFD_SEND_SIGNAL, Errno.EPERM),
        host -> host.write(VerbHost.FREEZER, LaunchHost.bytes("FROZEN\n")));
  }

  @ParameterizedTest
  @MethodSource("unkillable")
  void killsNobodyElse(Consumer<VerbHost> change) {
    change.accept(host);

    assertThat(host.oci("kill", "web", "9")).isEqualTo(VerbHost.byJava("kill", "web", "9"));
  }

  @Test
  void sendsToAPausedContainerWhatDoesNotThawIt() {
    host.write(VerbHost.FREEZER, LaunchHost.bytes("FROZEN\n"));

    assertThat(host.oci("kill", "web", "15").sent()).containsExactly("15 to 4711");
  }

  @Test
  void signalToAnInitThatHasJustEndedIsDone() {
    host.failing.put(Syscall.PIDFD_SEND_SIGNAL, Errno.ESRCH);

    assertThat(host.oci("kill", "web")).isEqualTo(new Done(0, "", "", List.of()));
    assertThat(host.oci("kill", "web", "9", "more").executed()).isNotEmpty();
    assertThat(host.oci("kill", "--all", "web", "9").executed()).isNotEmpty();
  }

  @Test
  void startsWhatWasCreated() {
    assertThat(host.oci("start", "web")).isEqualTo(new Done(0, "", "", List.of()));
    assertThat(host.host.files).doesNotContainKey(VerbHost.WEB + "/start");
    assertThat(host.oci("state", "web")).isEqualTo(printed("running", 4711));
    assertThat(host.oci("start", "web")).isEqualTo(VerbHost.byJava("start", "web"));
  }

  static Stream<Consumer<VerbHost>> unstartable() {
    return Stream.of(
        VerbHost::running,
        VerbHost::stopped,
        host -> host.write(VerbHost.FREEZER, LaunchHost.bytes("FROZEN\n")),
        host -> host.write(VerbHost.WEB + "/launch", VerbHost.record(true).bytes()),
        host -> host.meanwhile = host::running,
        host -> host.meanwhile = () -> host.host.files.remove(VerbHost.WEB + "/lock"),
        host -> host.host.files.remove(VerbHost.WEB + "/lock"),
        host -> host.host.file(VerbHost.WEB + "/lock").type = Node.LINK,
        host -> host.host.file(VerbHost.WEB + "/start").type = Node.LINK,
        host -> host.failing.put(Syscall.FCNTL, Errno.ENOLCK),
        host -> host.failing.put(Syscall.WRITE, Errno.EAGAIN),
        host -> host.failing.put(Syscall.UNLINKAT, Errno.EIO));
  }

  @ParameterizedTest
  @MethodSource("unstartable")
  void leavesToJavaWhatIsNotSimplyStarted(Consumer<VerbHost> change) {
    change.accept(host);

    assertThat(host.oci("start", "web")).isEqualTo(VerbHost.byJava("start", "web"));
  }

  @Test
  void deletesAllThatIsKeptOfAStoppedContainer() {
    host.stopped();
    host.keep(new KeptExec("build", false, Optional.empty()));

    assertThat(host.oci("delete", "web")).isEqualTo(new Done(0, "", "", List.of()));
    assertThat(host.host.under("/run")).containsExactly(VerbHost.ROOT);
    assertThat(host.host.under("/cg")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--force", "-f"})
  void deletesAStoppedContainerByForce(String force) {
    host.stopped();

    assertThat(host.oci("delete", force, "web").executed()).isEmpty();
    assertThat(host.host.files).doesNotContainKey(VerbHost.WEB);
    assertThat(host.oci("delete", force, "web")).isEqualTo(VerbHost.byJava("delete", force, "web"));
  }

  @Test
  void waitsForWhatHasJustBeenKilledToLeaveItsCgroup() {
    host.stopped();
    String leaving = "/cg/freezer/web/leaving";
    host.host.add(leaving, Node.FOLDER, 0, 0755);
    host.whileAsleep = () -> host.host.files.remove(leaving);

    assertThat(host.oci("delete", "web")).isEqualTo(new Done(0, "", "", List.of()));
  }

  static Stream<Consumer<VerbHost>> undeletable() {
    return Stream.of(
        host -> host.stat('S', 5000),
        host -> host.write(VerbHost.WEB + "/launch", VerbHost.record(true).bytes()),
        host -> host.host.add("/cg/freezer/web/below", Node.FOLDER, 0, 0755),
        host -> host.failing.put(Syscall.GETDENTS64, Errno.EIO),
        host -> host.failing.put(Syscall.UNLINKAT, Errno.EBUSY));
  }

  @ParameterizedTest
  @MethodSource("undeletable")
  void leavesToJavaWhatIsInTheWayOfADeletion(Consumer<VerbHost> change) {
    host.stopped();
    change.accept(host);

    assertThat(host.oci("delete", "--force", "web"))
        .isEqualTo(VerbHost.byJava("delete", "--force", "web"));
    assertThat(host.host.files).containsKeys(VerbHost.WEB + "/state", VerbHost.WEB + "/lock");
  }
}
