package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.elf.ElfReader;
import dev.cdlc.codegen.elf.Inspection;
import dev.cdlc.codegen.launch.SeenInputs;
import dev.cdlc.compiler.input.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  private static final String FIRST = "00112233445566aa";
  private static final String SECOND = "ff112233445566aa";

  @TempDir private Path home;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(home.resolve("cdlc"));
  }

  /** A caller who is not root, whoever runs the tests. */
  private record User(long uid) implements Host {
    @Override
    public long gid() {
      return 1000;
    }
  }

  private Invocation cache(String... arguments) {
    return Invocation.of(
        new CacheCommand(new User(1000)), Map.of("XDG_CACHE_HOME", home.toString()), arguments);
  }

  @Test
  void listsWhatIsKeptTheLastUsedFirst() throws IOException {
    keep(FIRST, Duration.ofDays(3), "run", "web.cdl", "one", "--set", "a=b");
    keep(SECOND, Duration.ofMinutes(5), "--color", "never", "run", "/srv/web.cdl");

    assertThat(cache("list"))
        .isEqualTo(
            new Invocation(
                0,
                """
                    1 KiB  5 min ago  --color never run /srv/web.cdl (in /home/a)
                    1 KiB  3 d ago  /home/a/web.cdl one --set a=b
                2 executables, 1 KiB of at most 64 MiB, in %s
                """
                    .formatted(folder),
                ""));
  }

  @Test
  void listsAgesAndSizesAsPeopleSayThem() throws IOException {
    Files.write(keep(FIRST, Duration.ZERO), new byte[3 << 20]);
    keep(SECOND, Duration.ofHours(2), "run");
    touch(folder.resolve(FIRST), Duration.ofMinutes(-1));

    assertThat(cache("list").out())
        .contains("    3 MiB  0 s ago  " + FIRST + " (unusable)\n")
        .contains("    1 KiB  2 h ago  run (in /home/a)\n");
  }

  @Test
  void listsNothingWhereNothingIsKept() throws IOException {
    Files.delete(folder);

    assertThat(cache("list").out()).startsWith("0 executables, 0 KiB of at most 64 MiB, in ");
    assertThat(cache("clear").out()).isEqualTo("0 executables removed from %s\n".formatted(folder));
  }

  @Test
  void clearsWhatItKeepsAndNothingElse() throws IOException {
    keep(FIRST, Duration.ZERO, "run");
    Files.createFile(folder.resolve("note"));
    Path outside = Files.createFile(home.resolve("outside"));
    Files.createSymbolicLink(folder.resolve(SECOND), outside);

    assertThat(cache("clear").out()).isEqualTo("2 executables removed from %s\n".formatted(folder));
    assertThat(folder.toFile().list()).containsExactly("note");
    assertThat(outside).exists();
  }

  @Test
  void countsAndClearsImages() throws IOException {
    Path images = folder.resolve("images");
    Files.write(Files.createDirectories(images.resolve("names")).resolve("a.json"), new byte[10]);
    Files.write(
        Files.createDirectories(images.resolve("blobs/sha256")).resolve("a"), new byte[3 << 20]);
    assertThat(cache("list").out()).endsWith("\n1 image, 3 MiB, in %s\n".formatted(images));
    assertThat(cache("clear").out())
        .endsWith("\n1 image, 3 MiB, removed from %s\n".formatted(images));
    assertThat(cache("list").out()).doesNotContain("image");
    assertThat(images.resolve("blobs/sha256/a")).doesNotExist();
  }

  @Test
  void refusesOtherWords() {
    assertThat(cache("empty"))
        .isEqualTo(
            new Invocation(
                2,
                "",
                "cdlc: cache: 'empty' is neither list nor clear\n  help: try 'cdlc cache --help'\n"));
    assertThat(cache().err()).startsWith("cdlc: cache: no list|clear is given\n");
  }

  @Test
  void saysWhyItCannotList() throws IOException {
    Files.delete(folder);
    Files.createFile(folder);

    assertThat(cache("list").err()).startsWith("cdlc: cannot list " + folder + ": ");
    assertThat(cache("list").status()).isEqualTo(2);
  }

  @Test
  void needsAHome() {
    assertThat(Invocation.of(new CacheCommand(new User(1000)), Map.of("HOME", "a"), "list"))
        .isEqualTo(
            new Invocation(
                2,
                "",
                """
                cdlc: cache: there is no folder to keep anything in
                  help: set HOME or XDG_CACHE_HOME to an absolute path
                """));
  }

  @Test
  void liesWhereTheLauncherLooks() {
    assertThat(found(0, Map.of("HOME", "/a", "XDG_CACHE_HOME", "/b"))).isEqualTo("/var/cache/cdlc");
    assertThat(found(7, Map.of("HOME", "/a", "XDG_CACHE_HOME", "/b"))).isEqualTo("/b/cdlc");
    assertThat(found(7, Map.of("HOME", "/a", "XDG_CACHE_HOME", "b"))).isEqualTo("/a/.cache/cdlc");
  }

  private static String found(long user, Map<String, String> environment) {
    var console = new Console(System.in, System.out, System.err, environment, false);
    return KeptFolder.of(user, console).orElseThrow().path().toString();
  }

  @Test
  void makesRoomByWhatWasUsedLongestAgo() throws IOException {
    Path old = keep(FIRST, Duration.ofDays(2), "run");
    Path used = keep(SECOND, Duration.ofDays(1), "run");
    new KeptFolder(folder).prune(Files.size(used));

    assertThat(old).doesNotExist();
    assertThat(used).exists();
    new KeptFolder(folder).prune();
    assertThat(used).exists();
  }

  @Test
  void removesWhatWasNeverFinished() throws IOException {
    Path left = keep(FIRST + ".42", Duration.ofMinutes(2));
    Path beingMade = keep(SECOND + ".43", Duration.ZERO);
    new KeptFolder(folder).prune();

    assertThat(left).doesNotExist();
    assertThat(beingMade).exists();
  }

  @Test
  void pruningIsNoReasonToFail() throws IOException {
    Files.delete(folder);
    Files.createFile(folder);
    new KeptFolder(folder).prune();

    assertThat(folder).isRegularFile();
  }

  @Test
  void launchersAreWrittenForThisMachine() throws Exception {
    List<Path> files = List.of(home.resolve("cdlc-launch"), home.resolve("oci-launch"));
    LaunchFile.main(new String[] {"build", files.get(0).toString(), files.get(1).toString()});

    for (Path file : files) {
      assertThat(ElfReader.inspect(Files.readAllBytes(file)))
          .isInstanceOf(Inspection.Executable.class);
      assertThat(Files.getPosixFilePermissions(file))
          .contains(PosixFilePermission.OTHERS_EXECUTE)
          .doesNotContainAnyElementsOf(
              Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
    }
  }

  private Path keep(String name, Duration age, String... words) throws IOException {
    var file = new ByteArrayOutputStream();
    file.writeBytes(SeenInputs.append(new byte[8], List.of()));
    byte[] key =
        ("\0".repeat(16) + "build\0/home/a\0" + String.join("\0", words) + "\0")
            .getBytes(StandardCharsets.UTF_8);
    file.writeBytes(key);
    file.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(key.length).array());
    file.writeBytes("cdlckept".getBytes(StandardCharsets.UTF_8));
    return touch(Files.write(folder.resolve(name), file.toByteArray()), age);
  }

  private static Path touch(Path file, Duration age) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}
