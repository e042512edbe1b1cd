package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.launch.Seen;
import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.ImageSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SeenFilesTest {
  private static final InstantSource LATER =
      InstantSource.offset(InstantSource.system(), Duration.ofSeconds(10));

  @TempDir private Path temporary;
  private Path folder;
  private final SeenFiles files = new SeenFiles(new FileInputs(Map.of("SET", "value")), LATER);

  @BeforeEach
  void findRealFolder() throws IOException {
    folder = temporary.toRealPath();
  }

  @Test
  void noteWhatAFileWas() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "text");
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1000, 7)));
    assertThat(files.read(file.toString())).isInstanceOf(Answer.Found.class);

    assertThat(files.all().orElseThrow()).singleElement().isInstanceOf(Seen.File.class);
    var seen = (Seen.File) files.all().orElseThrow().getFirst();
    assertThat(seen.path()).isEqualTo(file.toString());
    assertThat(seen.state().size()).isEqualTo(4);
    assertThat(seen.state().inode()).isEqualTo(Files.getAttribute(file, "unix:ino"));
    assertThat(seen.state().device()).isEqualTo(Files.getAttribute(file, "unix:dev"));
    assertThat(seen.state().modified()).isEqualTo(new Seen.Time(1000, 7));
    Instant changed = ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
    assertThat(seen.state().changed())
        .isEqualTo(new Seen.Time(changed.getEpochSecond(), changed.getNano()));
  }

  @Test
  void noteEachLinkOnTheWay() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Files.writeString(real.resolve("a"), "text");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("./real/../real"));
    files.note(link.resolve("a").toString());

    List<Seen> seen = files.all().orElseThrow();
    assertThat(seen).hasSize(2);
    assertThat(seen.getFirst()).isInstanceOf(Seen.Link.class);
    assertThat(((Seen.Link) seen.getFirst()).path()).isEqualTo(link.toString());
    assertThat(((Seen.Link) seen.getFirst()).state().inode())
        .isEqualTo(Files.getAttribute(link, "unix:ino", LinkOption.NOFOLLOW_LINKS));
    assertThat(((Seen.File) seen.getLast()).path()).isEqualTo(real.resolve("a").toString());
  }

  @Test
  void noteOfAnImageWhatTellsWhichItIs() throws IOException {
    Path index = Files.writeString(folder.resolve("index.json"), "no layout");
    Path archive = Files.writeString(folder.resolve("web.tar"), "no archive");
    for (ImageSource source :
        List.of(
            new ImageSource(ImageSource.Form.OCI_LAYOUT, folder.toString(), Optional.empty()),
            new ImageSource(
                ImageSource.Form.DOCKER_ARCHIVE, archive.toString(), Optional.of("v1")))) {
      assertThat(files.image(source)).isInstanceOf(Answer.Refused.class);
    }
    assertThat(files.all().orElseThrow())
        .extracting(seen -> ((Seen.File) seen).path())
        .containsExactly(index.toString(), archive.toString());
  }

  @Test
  void noteOfAFolderOnlyThatItIsThere() {
    files.realPath(folder.toString());

    assertThat(files.all()).contains(List.of(new Seen.Present(folder.toString())));
  }

  @Test
  void noteWhatIsNotThere() throws IOException {
    Path missing = folder.resolve("missing");
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), missing);
    Path file = Files.createFile(folder.resolve("file"));
    files.read(missing.toString());
    files.realPath(file.resolve("below").toString());
    files.realPath(dangling.toString());

    assertThat(files.all().orElseThrow())
        .contains(
            new Seen.Absent(missing.toString()),
            new Seen.Absent(file.resolve("below").toString()),
            new Seen.Absent(dangling.toString()))
        .hasSize(4);
  }

  @Test
  void noteVariables() {
    assertThat(files.variable("SET")).contains("value");
    assertThat(files.variable("UNSET")).isEmpty();

    assertThat(files.all())
        .contains(
            List.of(
                new Seen.Variable("SET", Optional.of("value")),
                new Seen.Variable("UNSET", Optional.empty())));
  }

  @Test
  void tellNothingOfWhatWasChangedAMomentAgo() throws IOException {
    Path file = Files.createFile(folder.resolve("a"));
    var now = new SeenFiles(new FileInputs(Map.of()), InstantSource.system());
    now.read(file.toString());

    assertThat(now.all()).isEmpty();
  }

  @Test
  void tellNothingOfWhatIsSaidToChangeInTheFuture() throws IOException {
    Path file = Files.createFile(folder.resolve("a"));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(3600)));
    files.read(file.toString());

    assertThat(files.all()).isEmpty();
  }

  @Test
  void tellNothingAfterWhatTheyCouldNotFollow() throws IOException {
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    files.realPath(loop.toString());
    assertThat(files.all()).isEmpty();

    var others = new SeenFiles(new FileInputs(Map.of()), LATER);
    others.realPath("a\0b");
    assertThat(others.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', true", "--set password=abcdef, false", "--set place=b, true"})
  void tellNothingWhereASecretIsGiven(String options, boolean tell) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("a.cdl"),
            """
            param password string default unset < secret >
            param place string default a
            container one < root host; run /bin/echo "${place}"; tmpfs "/${password}" >
            """);
    CommandLine line = Shape.line(new RunCommand(_ -> Optional.empty()).spec());
    String[] words = options.isEmpty() ? new String[0] : options.split(" ", -1);
    var console =
        new Console(
            System.in,
            System.out,
            new PrintStream(OutputStream.nullOutputStream()),
            Map.of(),
            false);
    Containers.ofHost(file.toString(), files, line.parseArgs(words), console);

    assertThat(files.all().isPresent()).isEqualTo(tell);
  }

  @Test
  void followLinksAsTheKernelDoes() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("x/y"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), deep);
    var trail = LinkTrail.of(link.resolve("../z"));

    assertThat(trail).isEqualTo(new LinkTrail(List.of(link), folder.resolve("x/z")));
    assertThat(LinkTrail.of(Path.of("/../../a/..")))
        .isEqualTo(new LinkTrail(List.of(), Path.of("/")));
  }
}
