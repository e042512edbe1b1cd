package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdlc.codegen.launch.KeptExec;
import dev.cdlc.codegen.launch.OciScript;
import dev.cdlc.compiler.lower.Shape.Running;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Capability;
import dev.cdlc.runtime.container.ContainerRecord;
import dev.cdlc.runtime.container.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code oci exec} refuses, and which process its options ask for, without the kernel. */
final class OciExecTest {
  @TempDir private Path folder;
  private OciContainers containers;

  @BeforeEach
  void makeNone() {
    containers = new OciContainers(folder);
  }

  @AfterEach
  void endInits() {
    containers.close();
  }

  private void assertRefused(String message, String... arguments) {
    Invocation refused = containers.oci(arguments);
    assertThat(refused.err()).contains(message);
    assertThat(refused.status()).isEqualTo(255);
  }

  private Invocation launched(String... arguments) {
    String[] words =
        Stream.concat(
                Stream.of("oci", "--root", containers.root().toString(), "exec"),
                Stream.of(arguments))
            .toArray(String[]::new);
    return Invocation.of(Map.of(OciScript.BUILD, "b"), "", words);
  }

  private List<String> kept(String id) throws IOException {
    try (Stream<Path> files = Files.list(containers.root().resolve(id))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches("[0-9a-f]{16}"))
          .toList();
    }
  }

  private static String name(boolean detached, Optional<String> process) {
    return new KeptExec("b", detached, process).name();
  }

  /** With root the executables join the test's own namespaces. */
  @Test
  void executableOfAPlainQuestionIsKeptForTheLauncher() throws Exception {
    containers.running("web");
    launched("web", "true");
    assertThat(kept("web")).containsExactly(name(false, Optional.empty()));
    launched("--tty", "web", "true");
    launched("-e", "A=b", "web", "true");
    assertThat(kept("web")).hasSize(1);
    String process = "{\"cwd\":\"/\",\"args\":[\"/no/such\"]}";
    Path file = Files.writeString(folder.resolve("process.json"), process);
    Invocation detached =
        launched(
            "-d", "--pid-file", folder.resolve("pid").toString(), "-p", file.toString(), "web");
    assertThat(detached.status()).isEqualTo(255);
    assertThat(detached.err()).contains("the command was not run; its executable exited with");
    assertThat(kept("web"))
        .containsExactlyInAnyOrder(name(false, Optional.empty()), name(true, Optional.of(process)));
    Files.writeString(file, process + " ".repeat(1 << 16));
    launched("-p", file.toString(), "web");
    assertThat(kept("web")).as("the launcher reads no more").hasSize(2);
    containers.oci("exec", "web", "true");
    assertThat(kept("web")).as("no launcher").hasSize(2);
  }

  @Test
  void whatTheLauncherHasDoneInVainIsTold() throws Exception {
    containers.running("web");
    Invocation told =
        Invocation.of(
            Map.of(OciScript.EXITED, "255"),
            "",
            "oci",
            "--root",
            containers.root().toString(),
            "exec",
            "-d",
            "web",
            "none");
    assertThat(told)
        .isEqualTo(
            new Invocation(
                255, "", "cdlc: the command was not run; its executable exited with 255\n"));
  }

  @Test
  void onlyAContainerThatRunsIsJoined() throws Exception {
    assertRefused("container does not exist: none", "exec", "none", "true");
    assertRefused("invalid container ID", "exec", "a/b", "true");
    assertRefused("no CONTAINER-ID is given", "exec");
    containers.stopped("web", "");
    assertRefused("cannot exec in a container that is stopped: web", "exec", "web", "true");
    containers.creating("new");
    assertRefused("cannot exec in a container that is creating: new", "exec", "new", "true");
  }

  @Test
  void aPausedContainerIsJoinedOnlyIfThatIsIgnored() throws Exception {
    containers.running("web");
    Files.createDirectories(containers.cgroup());
    Files.writeString(containers.cgroup().resolve("cgroup.freeze"), "1");
    Files.writeString(containers.cgroup().resolve("cgroup.events"), "populated 1\nfrozen 1\n");
    assertRefused("cannot exec in a paused container: web", "exec", "web", "true");
    assertRefused("no COMMAND is given", "exec", "--ignore-paused", "web");
  }

  @Test
  void optionsThatMeanNothingTogetherAreRefused() throws Exception {
    containers.running("web");
    assertRefused("no COMMAND is given", "exec", "web");
    assertRefused("nobody takes its other end", "exec", "-t", "-d", "web", "sh");
    assertRefused("there is none", "exec", "--console-socket", "/a", "web", "sh");
    assertRefused("there is none", "exec", "-d", "--console-socket", "/a", "web", "sh");
    assertRefused("there is none", "exec", "-t", "--console-socket", "/a", "web", "sh");
    assertRefused(
        "has 107 bytes at most",
        "exec",
        "-dt",
        "--console-socket",
        "/" + "x".repeat(107),
        "web",
        "sh");
    assertRefused(
        " is not open, and 1021 from 3 on", "exec", "--preserve-fds", "1021", "web", "sh");
    assertRefused("unknown option '--none'", "exec", "--none", "web", "sh");
  }

  @Test
  void valuesThatAreNoneAreRefused() throws Exception {
    containers.running("web");
    assertRefused("--user takes numbers", "exec", "-u", "bad", "web", "sh");
    assertRefused("--user takes numbers", "exec", "-u", "1:", "web", "sh");
    assertRefused("not '4294967295'", "exec", "-u", "4294967295", "web", "sh");
    assertRefused("--additional-gids takes numbers", "exec", "-g", "-1", "web", "sh");
    assertRefused("--env takes NAME=VALUE, not 'AB'", "exec", "-e", "AB", "web", "sh");
    assertRefused("not '=AB'", "exec", "-e", "=AB", "web", "sh");
    assertRefused("the capability 'NO'", "exec", "-c", "NO", "web", "sh");
    assertRefused("an absolute path: 'srv'", "exec", "--cwd", "srv", "web", "sh");
  }

  @Test
  void aFileWithTheProcessIsReadAsAConfigIs() throws Exception {
    containers.running("web");
    Path file = folder.resolve("process.json");
    assertRefused("there is no file " + file, "exec", "-p", file.toString(), "web");
    Files.writeString(file, "{\n \"cwd\": }");
    assertRefused("process.json:2:9", "exec", "-p", file.toString(), "web");
    Files.writeString(file, "{\"args\":[\"sh\"],\n \"cwd\":7}");
    assertRefused(
        "process.json:2:8: `process.cwd` must be of type string",
        "exec",
        "-p",
        file.toString(),
        "web");
    Files.writeString(file, "{\"cwd\":\"/\"}");
    assertRefused("needs `process.args`", "exec", "-p", file.toString(), "web");
    Files.write(file, new byte[] {(byte) 0xff});
    assertRefused("is no text of UTF-8", "exec", "-p", file.toString(), "web");
    Files.writeString(file, "{\"args\":[\"sh\"],\"cwd\":\"/\",\"terminal\":true}");
    assertRefused("nobody takes its other end", "exec", "-d", "-p", file.toString(), "web");
  }

  @Test
  void optionsChangeTheContainersProcess() throws Exception {
    OciConfig.Process process =
        process(
            "-t",
            "--cwd",
            "/srv",
            "-e",
            "A=2",
            "-e",
            "B=3",
            "-u",
            "5:6",
            "-g",
            "7",
            "-g",
            "8",
            "-c",
            "CAP_KILL",
            "--no-new-privs",
            "--apparmor",
            "web",
            "--process-label",
            "a:b:c:s0",
            "web",
            "sh",
            "-c",
            "true");
    assertThat(process.args()).containsExactly("sh", "-c", "true");
    assertThat(process.terminal().wanted()).isTrue();
    assertThat(process.cwd()).isEqualTo("/srv");
    assertThat(process.env()).containsExactly("A=2", "B=3");
    assertThat(process.user().uid()).isEqualTo(5);
    assertThat(process.user().gid()).isEqualTo(6);
    assertThat(process.user().additionalGids()).containsExactly(9L, 7L, 8L);
    assertThat(process.capabilities().bounding())
        .containsExactly(Capability.CAP_CHOWN, Capability.CAP_KILL);
    assertThat(process.capabilities().effective()).containsExactly(Capability.CAP_KILL);
    assertThat(process.capabilities().inheritable()).isEmpty();
    assertThat(process.noNewPrivileges()).isTrue();
    assertThat(process.apparmorProfile()).contains("web");
    assertThat(process.selinuxLabel()).contains("a:b:c:s0");
  }

  @Test
  void withoutOptionsItIsTheContainersOwnButForTheTerminal() throws Exception {
    OciConfig.Process process = process("web", "ls", "-l");
    assertThat(process.args()).containsExactly("ls", "-l");
    assertThat(process.terminal().wanted()).isFalse();
    assertThat(process.cwd()).isEqualTo("/");
    assertThat(process.env()).containsExactly("A=1");
    assertThat(process.user().uid()).isEqualTo(3);
    assertThat(process.user().gid()).isEqualTo(4);
    assertThat(process.noNewPrivileges()).isFalse();
    assertThat(process("-u", "5", "web", "ls").user().gid()).isEqualTo(4);
  }

  private OciConfig.Process process(String... arguments) throws Exception {
    var parsed = Shape.line(new OciExec().spec()).parseArgs(arguments);
    List<String> command = Words.of(parsed).afterKind().words();
    return new OciRequest(parsed).of(config(), command).process();
  }

  private OciConfig config() throws Exception {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"ociVersion":"1.0.2","root":{"path":"rootfs"},"linux":{"namespaces":[{"type":"mount"}]},
         "process":{"cwd":"/","args":["sh"],"terminal":true,"env":["A=1"],
          "user":{"uid":3,"gid":4,"additionalGids":[9]},"capabilities":{"bounding":["CAP_CHOWN"]}}}
        """);
    return OciBundle.of(folder).config();
  }

  @Test
  void cgroupsAreEnteredByTheirVersion() throws Exception {
    Path unified = Files.createDirectory(folder.resolve("unified"));
    Path pids = Files.createDirectory(folder.resolve("pids"));
    Files.createFile(pids.resolve("tasks"));
    var record =
        new ContainerRecord(
            new ProcessIdentity(7, 5000),
            true,
            "1.0.2",
            folder,
            folder,
            Instant.EPOCH,
            List.of(unified, folder.resolve("gone"), pids),
            new TreeMap<>(),
            false);
    assertThat(OciExec.running(record, OciExecCgroups.NONE))
        .isEqualTo(new Running(7, 5000, Optional.of(unified.toString()), List.of(pids.toString())));
  }

  /** Who may join has no such command; who has it may not join. */
  @Test
  void aCommandThatCannotBeRunLeavesNothing() throws Exception {
    containers.running("web");
    assertThat(containers.oci("exec", "web", "/no/such").status()).isEqualTo(255);
    assertRefused("its executable exited with 255", "exec", "--detach", "web", "/no/such");
    try (Stream<Path> left = Files.list(containers.root().resolve("web"))) {
      assertThat(left).noneMatch(file -> String.valueOf(file.getFileName()).startsWith("exec-"));
    }
  }

  @Test
  void createWantsASocketForATerminalAndForNothingElse() throws Exception {
    config();
    Files.createDirectory(folder.resolve("rootfs"));
    Invocation without = containers.oci("create", "-b", folder.toString(), "web");
    assertThat(without.status()).isEqualTo(1);
    assertThat(without.err()).contains("nobody takes its other end", "--console-socket");
    Path config = folder.resolve("config.json");
    Files.writeString(config, Files.readString(config).replace("\"terminal\":true,", ""));
    assertThat(
            containers
                .oci("create", "-b", folder.toString(), "--console-socket", "/a", "web")
                .err())
        .contains("and there is none");
    assertThat(containers.root()).doesNotExist();
  }

  @Test
  void aFileWithoutAProcessIsRefused() throws Exception {
    containers.running("web");
    Path file = Files.writeString(folder.resolve("process.json"), "[]");
    assertRefused(
        "process.json:1:1: a container that is to run needs `process`",
        "exec",
        "-p",
        file.toString(),
        "web");
    assertThatThrownBy(() -> process("-e", "A", "web", "sh")).isInstanceOf(CommandException.class);
  }
}
