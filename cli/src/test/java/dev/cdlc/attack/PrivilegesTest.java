package dev.cdlc.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdlc.cli.BuiltContainer;
import dev.cdlc.cli.BuiltContainer.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Privileges that nobody has asked for. */
class PrivilegesTest extends AttackTest {
  private static final String SETCAP = "/usr/sbin/setcap";

  /** CVE-2022-24769 and its like. */
  @Test
  void nothingIsInheritable() {
    assertThat(inside("run grep CapInh /proc/self/status"))
        .isEqualTo("CapInh:\t0000000000000000\n");
    assertThat(inside("user 1000; cap add SYS_ADMIN; run grep CapInh /proc/self/status"))
        .isEqualTo("CapInh:\t0000000000000000\n");
  }

  @Test
  void fileThatTakesWhatIsInheritableGainsNothing() throws Exception {
    assumeTrue(Files.exists(Path.of(SETCAP)), "needs the Debian package libcap2-bin");
    Path file = Files.copy(root.resolve("bin/busybox"), root.resolve("etc/busybox"));
    Process setcap = new ProcessBuilder(SETCAP, "cap_net_raw+ei", file.toString()).start();
    assertThat(setcap.waitFor()).isZero();
    assertThat(
            inside(
                "user 1000; no-new-privs off;"
                    + " run /etc/busybox grep -E '^Cap(Prm|Eff)' /proc/self/status"))
        .isEqualTo("CapPrm:\t0000000000000000\nCapEff:\t0000000000000000\n");
  }

  /** CVE-2014-8989: a group that is denied what others may do stays denied. */
  @Test
  void groupsCannotBeDroppedWhereTheCallerAloneIsMapped() throws IOException {
    Path file = Files.writeString(root.resolve("etc/others"), "for others");
    Files.setAttribute(file, "unix:gid", 5);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx---rwx"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    for (String folder : new String[] {"dev", "proc", "sys"}) {
      Files.createDirectory(root.resolve(folder));
    }
    Exit exit =
        container("ns user, pid, mount; shell 'cat /proc/self/setgroups; cat /etc/others 2>&1'")
            .runBy("setpriv", "--reuid=65534", "--regid=65534", "--groups=5", "--");
    assertThat(exit.out()).startsWith("deny\n").contains("Permission denied");
  }

  /** CVE-2022-0492. */
  @Test
  void nothingRunsOnTheHostWhenACgroupIsEmpty() {
    String attempt =
        "shell 'cd /sys/fs/cgroup; mkdir /mnt; unshare -Ur true; unshare -m true;"
            + " mount -t cgroup -o memory x /mnt; mount -t tmpfs x /mnt;"
            + " for file in release_agent */release_agent; do echo /bad >$file; done; :'";
    Exit exit = container(attempt).run();
    assertThat(exit.status()).isZero();
    assertThat(exit.err().lines())
        .hasSizeGreaterThanOrEqualTo(5)
        .allMatch(
            line ->
                line.matches(
                    ".*(Operation not permitted|permission denied.*|Read-only file system"
                        + "|nonexistent directory)"));
  }

  /** CVE-2023-25809. */
  @Test
  void cgroupsOfTheHostAreReadOnlyWithoutANamespaceForThem() {
    Exit exit =
        container(
                "ns user, pid, mount; shell 'cd /sys/fs/cgroup; for i in . *; do mkdir $i/x; done; :'")
            .run();
    assertThat(exit.err().lines())
        .isNotEmpty()
        .allMatch(line -> line.endsWith("Read-only file system"));
  }

  /** CVE-2017-5226: the shell that started the container would read what is typed for it. */
  @Test
  void nothingIsTypedIntoTheTerminalOfTheCaller() throws IOException {
    String type =
        "my $c = qq(\\n); ioctl(STDIN, $_, $c) and print qq(typed) or print qq($!.) for 0x5412,"
            + " 0x100005412, 0x541c";
    BuiltContainer built =
        BuiltContainer.of(
            folder,
            "container typist < root host; seccomp unconfined; run /usr/bin/perl -e '%s' >"
                .formatted(type));
    Process terminal =
        new ProcessBuilder("script", "-qec", built.executable().toString(), "/dev/null").start();
    Exit exit = BuiltContainer.finish(terminal, "");
    assertThat(exit.out().strip()).isEqualTo("Operation not permitted.".repeat(3));
  }
}
