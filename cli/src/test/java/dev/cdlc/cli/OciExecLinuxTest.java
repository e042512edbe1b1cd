package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that join containers, and terminals that nobody relays. */
@NeedsRoot
final class OciExecLinuxTest {
  private static final String ID = "oci-exec-test-" + ProcessHandle.current().pid();
  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void makeBundle() throws IOException {
    root = Files.createDirectory(folder.resolve("rootfs"));
    BusyboxRoot.make(root);
    config(false, "exec sleep 600");
  }

  @AfterEach
  void leavesNothingBehind() {
    oci("delete", "--force", ID);
    assertThat(oci("list", "--quiet").out()).isEmpty();
  }

  /** What the command writes goes to files of its root: standard output is the test's own. */
  @Test
  void commandIsInTheContainerAndItsStatusIsPassedOn() throws IOException {
    create();
    String script = "hostname >/out; cat /proc/1/comm /proc/self/cgroup >>/out; exit 7";
    assertThat(oci("exec", "-e", "A=1", ID, "sh", "-c", script).status()).isEqualTo(7);
    assertThat(Files.readString(root.resolve("out"))).startsWith("oci\n").contains(ID);
    assertThat(oci("exec", ID, "none").status()).isEqualTo(255);
  }

  @Test
  void detachedCommandGoesOnAndItsPidIsWritten() throws IOException {
    create();
    Path pid = folder.resolve("pid");
    assertThat(oci("exec", "-d", "--pid-file", pid.toString(), ID, "sleep", "60"))
        .isEqualTo(new Invocation(0, "", ""));
    assertThat(Files.readString(Path.of("/proc", Files.readString(pid), "comm")))
        .isEqualTo("sleep\n");
    Invocation missing = oci("exec", "-d", ID, "none");
    assertThat(missing.status()).isEqualTo(255);
    assertThat(missing.err()).contains("its executable exited with 255");
  }

  @Test
  void processOfAFileIsRun() throws IOException {
    create();
    Path file =
        Files.writeString(
            folder.resolve("process.json"),
            "{\"cwd\":\"/bin\",\"args\":[\"/bin/sh\",\"-c\",\"pwd >/out; id -u >>/out\"],"
                + "\"user\":{\"uid\":5,\"gid\":6}}");
    Files.writeString(root.resolve("out"), "");
    Files.setPosixFilePermissions(
        root.resolve("out"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(oci("exec", "-p", file.toString(), ID).status()).isZero();
    assertThat(Files.readString(root.resolve("out"))).isEqualTo("/bin\n5\n");
  }

  @Test
  void terminalOfACreatedContainerIsSentToItsConsoleSocket() throws Exception {
    config(true, "tty >/out; exec sleep 600");
    Path socket = folder.resolve("console.sock");
    Invocation nobody =
        oci("create", "-b", folder.toString(), "--console-socket", socket.toString(), ID);
    assertThat(nobody.status()).isEqualTo(1);
    assertThat(oci("list", "-q").out()).isEmpty();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertThat(
              oci("create", "-b", folder.toString(), "--console-socket", socket.toString(), ID)
                  .status())
          .isZero();
      oci("start", ID);
      Path out = root.resolve("out");
      for (int i = 0; i < 1000 && (!Files.exists(out) || Files.size(out) == 0); i++) {
        Thread.sleep(10);
      }
      assertThat(Files.readString(out)).isEqualTo("/dev/pts/0\n");
    }
  }

  private void create() {
    assertThat(oci("create", "-b", folder.toString(), ID).status()).isZero();
    assertThat(oci("start", ID).status()).isZero();
  }

  private void config(boolean terminal, String script) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"ociVersion":"1.0.2","root":{"path":"rootfs"},
         "process":{"cwd":"/","args":["/bin/sh","-c","%s"],"env":["PATH=/bin"],"terminal":%s,
          "noNewPrivileges":true},
         "hostname":"oci",
         "mounts":[{"destination":"/proc","type":"proc","source":"proc"},
          {"destination":"/dev","type":"tmpfs","source":"tmpfs"},
          {"destination":"/dev/pts","type":"devpts","source":"devpts",
           "options":["newinstance","ptmxmode=0666"]}],
         "linux":{"namespaces":[{"type":"pid"},{"type":"mount"},{"type":"ipc"},{"type":"uts"}]}}
        """
            .formatted(script, terminal));
  }

  private Invocation oci(String... arguments) {
    String state = folder.resolve("state").toString();
    return Invocation.of(
        Stream.concat(Stream.of("oci", "--root", state), Stream.of(arguments))
            .toArray(String[]::new));
  }
}
