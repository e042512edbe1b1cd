package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roots of archives and images that other programs made. */
final class UnpackedRootTest {
  @TempDir private Path folder;

  private Path tree() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Files.createDirectories(tree.resolve("bin"));
    Files.writeString(tree.resolve("bin/program"), "a program");
    Files.setAttribute(tree.resolve("bin/program"), "unix:mode", 04755);
    Files.createLink(tree.resolve("bin/same"), tree.resolve("bin/program"));
    Files.createSymbolicLink(tree.resolve("sbin"), Path.of("bin"));
    Files.writeString(tree.resolve("n".repeat(150)), "a long name");
    Files.setLastModifiedTime(tree.resolve("bin"), FileTime.fromMillis(1_000_000_000));
    return tree;
  }

  /** As tar(1) sees it, each compression that it has a program for. */
  @Test
  void isWhatTarPacked() throws Exception {
    Path tree = tree();
    for (String compression : new String[] {"--gzip", "--xz", "--zstd", "--format=pax"}) {
      Path archive = folder.resolve("fs.tar");
      if (ran("tar", "-C", tree.toString(), compression, "-cf", archive.toString(), ".")) {
        assertThat(build("root tar ./fs.tar; run /bin/program"))
            .isEqualTo(new Invocation(0, "", ""));
        assertThat(entries(rootfs())).as(compression).isEqualTo(entries(tree));
      }
    }
  }

  @Test
  void isWhatOthersMakeOfTheSameImage() throws Exception {
    Path layout = folder.resolve("layout");
    assumeTrue(ran("umoci", "init", "--layout", layout.toString()), "needs umoci");
    Path bundle = folder.resolve("bundle");
    String image = layout + ":v1";
    assertThat(ran("umoci", "new", "--image", image)).isTrue();
    assumeTrue(ran("umoci", "unpack", "--image", image, bundle.toString()), "umoci needs root");
    assertThat(ran("cp", "-a", tree() + "/.", bundle.resolve("rootfs").toString())).isTrue();
    assertThat(ran("umoci", "repack", "--image", image, bundle.toString())).isTrue();
    Files.delete(bundle.resolve("rootfs/sbin"));
    Files.createDirectory(bundle.resolve("rootfs/sbin"));
    Files.delete(bundle.resolve("rootfs/bin/same"));
    assertThat(ran("umoci", "repack", "--image", image, bundle.toString())).isTrue();
    assertThat(ran("umoci", "config", "--image", image, "--config.cmd", "/bin/program")).isTrue();
    assertThat(build("root oci ./layout:v1")).isEqualTo(new Invocation(0, "", ""));
    assertThat(timeless(rootfs())).isEqualTo(timeless(bundle.resolve("rootfs")));
    assumeTrue(
        ran("skopeo", "copy", "oci:" + image, "docker-archive:" + folder + "/d.tar:web:v1"),
        "needs skopeo");
    Files.delete(folder.resolve(".cdlc/web/rootfs.key"));
    assertThat(build("root docker-archive ./d.tar:v1")).isEqualTo(new Invocation(0, "", ""));
    assertThat(timeless(rootfs())).isEqualTo(timeless(bundle.resolve("rootfs")));
  }

  @Test
  void whatCannotBeReadIsToldWhereItIsAskedFor() throws IOException {
    for (String root :
        new String[] {"root tar ./no.tar", "root oci ./no", "root docker-archive ./no.tar"}) {
      Invocation refused = build(root + "; run /bin/true");
      assertThat(refused.status()).isOne();
      assertThat(refused.err()).contains("error[CDL7050]: ").contains("web.cdl:1:17");
      assertThat(refused.err().lines().filter(line -> line.startsWith("error"))).hasSize(1);
    }
    assertThat(folder.resolve(".cdlc")).doesNotExist();
  }

  @Test
  void containerWithoutItsImageIsNotTakenForUnknown() throws IOException {
    Path file = folder.resolve("two.cdl");
    Files.writeString(
        file,
        "container one < root ./r; run /bin/true >\ncontainer two < root oci ./no; run /bin/true >\n");
    assertThat(Invocation.of("plan", file.toString(), "two").err())
        .contains("error[CDL7050]: ")
        .endsWith("cdlc: %s has no container 'two' that can be compiled\n".formatted(file));
    assertThat(Invocation.of("plan", file.toString(), "one").status()).isZero();
    assertThat(Invocation.of("plan", file.toString()).err())
        .contains("error[CDL7050]: ")
        .endsWith("  help: name one of the others after the file: one\n");
  }

  @Test
  void validateOpensNoImage() throws IOException {
    Invocation looked = Invocation.of("validate", written("root oci ./no"));
    assertThat(looked.status()).as(looked.err()).isZero();
  }

  @Test
  void progressIsShownOnATerminalAndWhatIsLeftOutIsSaid() {
    var err = new ByteArrayOutputStream();
    var console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            Map.of(),
            false);
    UnpackProgress progress = UnpackProgress.of(console);
    progress.expect(10);
    progress.step(10);
    progress.end();
    assertThat(err.size()).isZero();
    progress.leftOut(2);
    assertThat(err)
        .hasToString("cdlc: 2 device nodes of the root left out: only root can make them\n");
  }

  private Invocation build(String statements) throws IOException {
    return Invocation.of("build", written(statements), "-o", folder.resolve("web").toString());
  }

  private String written(String statements) throws IOException {
    Path file = folder.resolve("web.cdl");
    return Files.writeString(file, "container web < " + statements + " >\n").toString();
  }

  private Path rootfs() {
    return folder.resolve(".cdlc/web/rootfs");
  }

  /** What each file is, but for the time of the root, in which others make mount points. */
  private static Map<String, String> entries(Path root) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.skip(1).toList()) {
        Map<String, Object> stat =
            new TreeMap<>(
                Files.readAttributes(
                    path,
                    "unix:mode,uid,gid,size,lastModifiedTime,nlink",
                    LinkOption.NOFOLLOW_LINKS));
        // Not every form of an archive has more.
        stat.computeIfPresent(
            "lastModifiedTime", (_, time) -> ((FileTime) time).to(TimeUnit.SECONDS));
        String content =
            Files.isSymbolicLink(path)
                ? Files.readSymbolicLink(path).toString()
                : Files.isRegularFile(path) ? Files.readString(path) : "";
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          stat.remove("size");
        }
        entries.put(root.relativize(path).toString(), stat + content);
      }
    }
    return entries;
  }

  /** The same but for times, which umoci rounds. */
  private static Map<String, String> timeless(Path root) throws IOException {
    Map<String, String> entries = entries(root);
    entries.replaceAll((_, entry) -> entry.replaceFirst("lastModifiedTime=[0-9]+, ", ""));
    return entries;
  }

  private boolean ran(String... command) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
