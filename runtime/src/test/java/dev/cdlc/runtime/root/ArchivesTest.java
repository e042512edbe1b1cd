package dev.cdlc.runtime.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdlc.runtime.archive.TarBytes;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.Syscalls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roots of archives, good and hostile. */
class ArchivesTest {
  private static final Syscalls SYSCALLS = new LinuxSyscalls();

  @TempDir private Path bundle;
  private final TarBytes tar = new TarBytes();
  private Path file;
  private Path outside;

  @BeforeEach
  void hasAnOutside() throws IOException {
    file = bundle.resolve("fs.tar");
    outside = Files.createDirectory(bundle.resolve("outside"));
    Files.writeString(outside.resolve("passwd"), "the host's");
  }

  @Test
  void hasWhatTheArchiveHas() throws Exception {
    tar.mode(0751).folder("./").mode(0644);
    tar.file("etc/group", "root:x:0:")
        .mode(0555)
        .mtime(1234)
        .folder("etc")
        .mode(04711)
        .file("/bin/su", "program")
        .symlink("bin/link", "../etc/group")
        .hardLink("bin/same", "./bin/su")
        .fifo("run/pipe");
    unpack();
    assertThat(root("etc/group")).hasContent("root:x:0:");
    assertThat(mode("")).isEqualTo(0751);
    assertThat(mode("etc")).isEqualTo(0555);
    assertThat(mode("bin")).isEqualTo(0755);
    assertThat(mode("bin/su")).isEqualTo(04711);
    assertThat(Files.getLastModifiedTime(root("etc"))).isEqualTo(FileTime.fromMillis(1_234_000));
    assertThat(Files.readSymbolicLink(root("bin/link"))).hasToString("../etc/group");
    assertThat(Files.isSameFile(root("bin/same"), root("bin/su"))).isTrue();
    assertThat(Files.getAttribute(root("run/pipe"), "unix:mode")).isEqualTo(0014711);
    assertThat(Files.getLastModifiedTime(root("bin/link"), LinkOption.NOFOLLOW_LINKS))
        .isEqualTo(FileTime.fromMillis(1_234_000));
  }

  @Test
  void nobodyElseComesToIt() throws Exception {
    tar.file("a", "");
    unpack();
    assertThat(mode("..")).isEqualTo(0700);
    assertThat(mode("")).isEqualTo(0755);
  }

  @Test
  void holesStayHoles() throws Exception {
    tar.pax("GNU.sparse.size=10000000", "GNU.sparse.map=0,2,9000000,4")
        .entry('0', "sparse", "", "abcdef".getBytes(StandardCharsets.US_ASCII));
    unpack();
    assertThat(Files.size(root("sparse"))).isEqualTo(10_000_000);
    byte[] all = Files.readAllBytes(root("sparse"));
    assertThat(new String(all, 9_000_000, 4, StandardCharsets.US_ASCII)).isEqualTo("cdef");
    assertThat(all[9_000_004]).isZero();
  }

  @Test
  void whatComesLaterTakesThePlace() throws Exception {
    tar.file("a", "old")
        .file("a", "new")
        .folder("b")
        .file("b/in", "")
        .symlink("b", "a")
        .file("c", "")
        .file("d", "")
        .symlink("e", "d")
        .folder("c")
        .file("c/in", "")
        .folder("e")
        .fifo("d")
        .folder("c")
        .hardLink("d", "a");
    unpack();
    assertThat(root("a")).hasContent("new");
    assertThat(Files.isSymbolicLink(root("b"))).isTrue();
    assertThat(root("c/in")).exists();
    assertThat(Files.isDirectory(root("e"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(root("d")).hasContent("new");
  }

  @Test
  void namesNeedNotBeUtf8() throws Exception {
    tar.file("caf\u00e9", "latin").pax("path=d\u00c3\u00b6/x").file("x", "utf-8");
    unpack();
    assertThat(root("d\u00f6/x")).hasContent("utf-8");
    try (var children = Files.list(root(""))) {
      assertThat(children).hasSize(2);
    }
  }

  /** The cases of kernel.md, image unpack traversal. */
  @Test
  void aLinkIsFollowedWithinTheRootAlone() throws Exception {
    tar.symlink("up", "../../../outside")
        .folder("outside")
        .file("up/passwd", "the archive's")
        .symlink("abs", outside.toString())
        .folder(outside.toString().substring(1))
        .file("abs/passwd", "the archive's")
        .symlink("file", "/outside/passwd")
        .file("file", "no link any more");
    unpack();
    assertThat(root("outside/passwd")).hasContent("the archive's");
    assertThat(root(outside.toString().substring(1)).resolve("passwd")).hasContent("the archive's");
    assertThat(root("file")).hasContent("no link any more");
    assertThat(outside.resolve("passwd")).hasContent("the host's");
  }

  @Test
  void anEntryThatLeavesIsRefused() throws Exception {
    for (String name : List.of("../passwd", "a/../../passwd", "..", "/..", "a/..")) {
      refused(new TarBytes().file(name, "x"))
          .hasMessage(
              file
                  + " cannot be unpacked: its entry `"
                  + name
                  + "` leads out of the folder that it is in");
    }
    refused(new TarBytes().hardLink("a", "../../../outside/passwd"))
        .hasMessageContaining("its entry `../../../outside/passwd` leads out of");
    assertThat(outside.resolve("passwd")).hasContent("the host's");
  }

  @Test
  void aHardLinkLeadsToAFileOfTheArchive() throws Exception {
    refused(new TarBytes().hardLink("a", "/etc/passwd"))
        .hasMessageEndingWith(
            "its entry `a` is a hard link to `/etc/passwd`, which is no file that came before it");
    refused(new TarBytes().file("a", "").hardLink("a", "a"))
        .hasMessageContaining("is a hard link to `a`");
    refused(new TarBytes().folder("d").hardLink("a", "d"))
        .hasMessageContaining("is a hard link to `d`");
    refused(new TarBytes().hardLink("a", "/")).hasMessageContaining("is a hard link to `/`");
    tar.symlink("link", outside + "/passwd").hardLink("second", "link").file("second", "own");
    unpack();
    assertThat(outside.resolve("passwd")).hasContent("the host's");
  }

  @Test
  void aPlaceThatIsNoneIsRefused() throws Exception {
    refused(new TarBytes().file("a", "").file("a/b", ""))
        .hasMessageEndingWith("its entry `a/b` is in no folder (ENOTDIR)");
    refused(new TarBytes().symlink("a", "a").file("a/b", ""))
        .hasMessageEndingWith("its entry `a/b` is in no folder (ELOOP)");
    refused(new TarBytes().symlink("a", "nowhere").file("a/b", ""))
        .hasMessageEndingWith("its entry `a/b` is behind a link to nowhere");
    refused(new TarBytes().file(".", "content"))
        .hasMessageEndingWith("its entry `.` would take the place of the root");
  }

  @Test
  void absurdNamesAreRefused() throws Exception {
    refused(new TarBytes().pax("path=" + "d/".repeat(300) + "f").file("f", ""))
        .hasMessageMatching("(?s).*its entry `(d/)+…` is more than 256 folders deep");
    String deep = "d/".repeat(200);
    refused(
            new TarBytes()
                .pax("path=" + deep)
                .folder("d")
                .pax("linkpath=" + deep)
                .symlink("s", "d")
                .pax("path=s/" + "e/".repeat(100) + "f")
                .file("f", ""))
        .hasMessageContaining("is more than 256 folders deep");
    refused(new TarBytes().pax("path=" + "n".repeat(300)).file("n", ""))
        .hasMessageContaining("ENAMETOOLONG");
    refused(new TarBytes().symlink("a", ""))
        .hasMessageEndingWith("its entry `a` is a link to nothing");
    refused(new TarBytes().device('3', "dev", 5000, 1))
        .hasMessageEndingWith("its entry `dev` is the device 5000:1, which is none");
  }

  @Test
  void nothingStaysOfWhatIsRefused() throws Exception {
    refused(new TarBytes().mode(0).folder("kept/out").file("kept/out/a", "").file("..", ""));
    assertThat(names()).containsExactly("lock");
  }

  @Test
  void whatIsCutOffIsRefused() throws Exception {
    byte[] whole = tar.file("a", "x".repeat(5000)).bytes();
    Files.write(file, Arrays.copyOf(whole, 2000));
    refused().hasMessage(file + " cannot be unpacked: it ends in the middle: it was cut off");
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(whole);
    }
    Files.write(file, Arrays.copyOf(zipped.toByteArray(), zipped.size() - 12));
    refused().hasMessageStartingWith(file + " cannot be unpacked: ");
    assertThat(names()).containsExactly("lock");
  }

  @Test
  void anArchiveThatIsNoneIsRefused() throws IOException {
    refused()
        .isInstanceOf(RootException.class)
        .hasMessage(file + " cannot be read: there is no such file");
    Files.createDirectory(file);
    refused().hasMessage(file + " cannot be read: it is not a regular file");
  }

  @Test
  void isUnpackedOnceAndAnewWhenItChanges() throws Exception {
    tar.file("a", "first");
    unpack();
    Files.writeString(root("left"), "by a mount");
    prepare();
    assertThat(root("left")).exists();
    tar.file("b", "second");
    unpack();
    assertThat(root("left")).doesNotExist();
    assertThat(root("b")).hasContent("second");
    assertThat(names()).containsExactly("lock", "rootfs", "rootfs.1", "rootfs.key");
  }

  @Test
  void whoAsksIsTold() throws Exception {
    Files.write(file, tar.file("a", "").bytes());
    RootContent content = archives().tar(file);
    assertThat(content.asked()).containsExactly(file.toString());
    assertThat(content.key()).hasSize(64).isEqualTo(archives().tar(file).key());
    assertThat(content.key())
        .isNotEqualTo(new Archives(SYSCALLS.geteuid() != 0, UnpackListener.NONE).tar(file).key());
  }

  private AbstractThrowableAssert<?, ?> refused(TarBytes archive) throws IOException {
    Files.write(file, archive.bytes());
    return refused();
  }

  private AbstractThrowableAssert<?, ?> refused() {
    return assertThatThrownBy(this::prepare).isInstanceOf(RootException.class);
  }

  private void unpack() throws IOException, RootException {
    Files.write(file, tar.bytes());
    prepare();
  }

  private void prepare() throws RootException {
    PreparedRoot.prepare(archives().tar(file), bundle, "web", SYSCALLS);
  }

  private static Archives archives() {
    return new Archives(SYSCALLS.geteuid() == 0, UnpackListener.NONE);
  }

  private Path root(String path) {
    return bundle.resolve(".cdlc/web/rootfs").resolve(path);
  }

  private int mode(String path) throws IOException {
    return (int) Files.getAttribute(root(path), "unix:mode") & 07777;
  }

  private List<String> names() throws IOException {
    try (var children = Files.list(bundle.resolve(".cdlc/web"))) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }
}
