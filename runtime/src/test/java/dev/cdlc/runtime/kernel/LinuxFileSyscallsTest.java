package dev.cdlc.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class LinuxFileSyscallsTest {
  @TempDir private Path folder;
  private final FileSyscalls syscalls = new LinuxFileSyscalls();
  private int root;

  @BeforeEach
  void opens() throws SyscallException {
    root = syscalls.openFolder(FileSyscalls.AT_FDCWD, folder.toString());
  }

  @AfterEach
  void closes() throws SyscallException {
    syscalls.close(root);
  }

  @Test
  void aFileHasWhatItIsGiven() throws Exception {
    int fd = syscalls.create(root, "f", 0600);
    ByteBuffer content =
        ByteBuffer.allocateDirect(4).put("abcd".getBytes(StandardCharsets.US_ASCII));
    syscalls.pwrite(fd, content.flip().position(1), 2);
    syscalls.ftruncate(fd, 10);
    syscalls.fchmod(fd, 04711);
    syscalls.futimens(fd, new FileSyscalls.FileTime(-2, 500_000_000));
    syscalls.close(fd);
    assertThat(Files.readString(folder.resolve("f"))).isEqualTo("\0\0bcd\0\0\0\0\0");
    assertThat((int) Files.getAttribute(folder.resolve("f"), "unix:mode")).isEqualTo(0104711);
    assertThat(Files.getLastModifiedTime(folder.resolve("f")).toInstant())
        .hasToString("1969-12-31T23:59:58.500Z");
  }

  @Test
  void namesAreBytes() throws Exception {
    syscalls.mkdirat(root, "\u00c3\u00a9", 0700);
    syscalls.symlinkat("\u00ff", root, "link");
    assertThat(syscalls.getdents(root)).containsExactlyInAnyOrder("\u00c3\u00a9", "link");
    int inner = syscalls.openInRoot(root, "\u00c3\u00a9");
    assertThat(syscalls.pathOf(inner)).isEqualTo(syscalls.pathOf(root) + "/\u00c3\u00a9");
    syscalls.close(inner);
    syscalls.removeFolder(root, "\u00c3\u00a9");
    syscalls.unlinkat(root, "link");
    assertThat(syscalls.getdents(root)).isEmpty();
  }

  @Test
  void noLinkLeadsOutOfARoot() throws Exception {
    syscalls.symlinkat("/../../etc", root, "out");
    assertThatThrownBy(() -> syscalls.openInRoot(root, "out"))
        .isInstanceOf(SyscallException.class)
        .hasMessageMatching("openat2\\(\\d+, \"out\", .*RESOLVE_IN_ROOT}\\) = -1 ENOENT");
    syscalls.mkdirat(root, "real", 0700);
    syscalls.symlinkat("/real", root, "abs");
    int found = syscalls.openInRoot(root, "abs/../../abs");
    assertThat(syscalls.pathOf(found)).endsWith("/real");
    syscalls.close(found);
  }

  @Test
  void whatIsThereStays() throws Exception {
    syscalls.mkdirat(root, "d", 0700);
    for (Making making :
        List.<Making>of(
            () -> syscalls.create(root, "d", 0600),
            () -> syscalls.mkdirat(root, "d", 0700),
            () -> syscalls.symlinkat("x", root, "d"),
            () -> syscalls.mknodat(root, "d", FileSyscalls.S_IFIFO | 0600, 0, 0))) {
      assertThatThrownBy(making::make).hasMessageEndingWith("EEXIST");
    }
    assertThatThrownBy(() -> syscalls.unlinkat(root, "d")).hasMessageEndingWith("EISDIR");
    assertThatThrownBy(() -> syscalls.linkat(root, "d", root, "e")).hasMessageEndingWith("EPERM");
    syscalls.symlinkat("d", root, "s");
    assertThatThrownBy(() -> syscalls.openFolder(root, "s")).hasMessageEndingWith("ENOTDIR");
  }

  private interface Making {
    void make() throws SyscallException;
  }

  @Test
  void linksAreGivenTimesThemselves() throws Exception {
    syscalls.symlinkat("nowhere", root, "s");
    syscalls.linkat(root, "s", root, "t");
    syscalls.utimensat(root, "t", new FileSyscalls.FileTime(5, 0));
    assertThat(Files.getLastModifiedTime(folder.resolve("s"), LinkOption.NOFOLLOW_LINKS).toMillis())
        .isEqualTo(5000);
    syscalls.mknodat(root, "p", FileSyscalls.S_IFIFO | 0600, 0, 0);
    syscalls.fchmodat(root, "p", 0640);
    assertThat((int) Files.getAttribute(folder.resolve("p"), "unix:mode")).isEqualTo(0010640);
  }

  @Test
  void failuresReadAsStracePrintsThem() {
    assertThatThrownBy(() -> syscalls.fchmod(-1, 0644)).hasMessage("fchmod(-1, 0644) = -1 EBADF");
    assertThatThrownBy(() -> syscalls.fchown(-1, 1, 2)).hasMessage("fchown(-1, 1, 2) = -1 EBADF");
    assertThatThrownBy(() -> syscalls.fchownat(-1, "f", 1, 2))
        .hasMessage("fchownat(-1, \"f\", 1, 2, AT_SYMLINK_NOFOLLOW) = -1 EBADF");
    assertThatThrownBy(() -> syscalls.fsetxattr(-1, "user.a", new byte[3]))
        .hasMessage("fsetxattr(-1, \"user.a\", ..., 3, 0) = -1 EBADF");
    assertThatThrownBy(() -> syscalls.getdents(-1)).hasMessageStartingWith("getdents64(-1, ");
  }
}
