package dev.cdlc.attack;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.BuiltContainer;
import dev.cdlc.cli.BuiltContainer.Exit;
import dev.cdlc.cli.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Links in a root folder that send what is made or mounted elsewhere: CVE-2019-16884,
 * CVE-2019-19921, CVE-2021-30465, CVE-2025-31133, CVE-2025-52881.
 */
class HostileRootTest extends AttackTest {
  private static final int NULL_DEVICE = 0x103;

  @ParameterizedTest
  @CsvSource({
    "proc, /tmp",
    "proc, /proc/self",
    "proc, sys",
    "sys, /tmp",
    "sys, ../../../../../../../..",
    "dev, /",
    "dev, /tmp",
    "dev, ../../../../../../../..",
    "dev, /proc/self"
  })
  void kernelsFoldersAreNoLinks(String name, String target) throws IOException {
    Files.createDirectory(root.resolve("tmp"));
    Path link = link(root.resolve(name), target);
    Exit exit = container("run true").run();
    assertThat(exit.status()).isEqualTo(125);
    assertThat(exit.err()).contains("on /" + name).contains("ELOOP");
    assertThat(link).isSymbolicLink();
    assertThat(devicesIn(root)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/proc, tmpfs /data/sys",
    "/proc/self, tmpfs /data/attr",
    "/proc/self/attr, bind ./root/etc /data",
    "/proc/1, bind ./root/bin/busybox /data/status",
    "../../proc/sys, tmpfs /data/kernel"
  })
  void noLinkLeadsAMountIntoProc(String target, String mount) throws IOException {
    link(root.resolve("data"), target);
    Exit exit = container(mount + "; run true").run();
    assertThat(exit.status()).isEqualTo(125);
    assertThat(exit.err()).contains("ELOOP").contains("leads into /proc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bind ./root/etc /proc", "bind ./root/etc /proc/self/attr", "tmpfs /proc"})
  void noMountCoversProc(String mount) throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("covers.cdl"),
            "container covers < root ./root; %s; run true >".formatted(mount));
    assertThat(Invocation.of("validate", source.toString()).status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bind ./data /escape/new", "tmpfs /escape/new", "cwd /escape/new/deep"})
  void whatIsMadeStaysBeneathTheRoot(String statement) throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createDirectory(folder.resolve("data"));
    link(root.resolve("escape"), outside.toString());
    Files.createDirectories(root.resolve(outside.toString().substring(1)));
    assertThat(inside(statement + "; run true")).isEmpty();
    assertThat(outside).isEmptyDirectory();
    assertThat(root.resolve(outside.toString().substring(1)).resolve("new")).isDirectory();
  }

  @Test
  void filesInPlaceOfDevicesDoNotBecomeTheContainersDevices() throws IOException {
    Path dev = Files.createDirectory(root.resolve("dev"));
    link(dev.resolve("null"), "/proc/sysrq-trigger");
    Files.writeString(dev.resolve("zero"), "no zeros");
    Files.createDirectory(dev.resolve("pts"));
    String look = "shell 'cd /dev; stat -c %n:%t:%T null zero full random urandom tty'";
    assertThat(inside(look))
        .isEqualTo("null:1:3\nzero:1:5\nfull:1:7\nrandom:1:8\nurandom:1:9\ntty:5:0\n");
    assertThat(dev.resolve("zero")).hasContent("no zeros");
  }

  /** What hides a file is the host's own, whatever the image calls {@code /dev/null}. */
  @Test
  void hiddenFilesAreTheNullDeviceAsTheHostSeesIt() throws Exception {
    Files.createDirectory(root.resolve("dev"));
    link(root.resolve("dev/null"), "/etc/bait");
    Files.writeString(root.resolve("etc/bait"), "bait");
    Files.writeString(root.resolve("etc/secret"), "secret");
    link(root.resolve("etc/name"), "/etc/secret");
    BuiltContainer built =
        container(
            "default-mounts off; mount proc proc /proc; masked-paths default, /etc/name;"
                + " shell 'echo up; read end'");
    Process started = built.start(List.of());
    try (var out = started.inputReader()) {
      assertThat(out.readLine()).isEqualTo("up");
      Path seen =
          Path.of("/proc", Long.toString(started.children().findAny().orElseThrow().pid()), "root");
      assertThat(rdev(seen.resolve("etc/secret"))).isEqualTo(NULL_DEVICE);
      assertThat(rdev(seen.resolve("proc/keys"))).isEqualTo(NULL_DEVICE);
      assertThat(seen.resolve("etc/bait")).hasContent("bait");
    } finally {
      started.outputWriter().close();
      assertThat(started.waitFor()).isIn(0, 1);
    }
    assertThat(root.resolve("etc/secret")).hasContent("secret");
  }

  private static int rdev(Path file) throws IOException {
    return ((Number) Files.getAttribute(file, "unix:rdev", NOFOLLOW_LINKS)).intValue();
  }

  private static List<Path> devicesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> !Files.isSymbolicLink(file))
          .filter(file -> !Files.isDirectory(file) && !Files.isRegularFile(file))
          .toList();
    }
  }
}
