package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cdlc fmt} prints, writes and leaves alone. */
final class FmtTest {
  private static final String ROUGH = "container a <\r\n root host; run x # hello\r\n>";
  private static final String CANONICAL = "container a <\n  root host;\n  run x; # hello\n>\n";
  private static final String BROKEN = "container a < root host;\n";

  @TempDir private Path folder;
  private Path rough;
  private Path canonical;

  @BeforeEach
  void sources() throws IOException {
    rough = Files.writeString(folder.resolve("rough.cdl"), ROUGH);
    canonical = Files.writeString(folder.resolve("canonical.cdl"), CANONICAL);
  }

  @Test
  void rewritesWhatDiffersAndNamesIt() throws IOException {
    var past = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(canonical, past);
    assertThat(Invocation.of("fmt", folder.toString()))
        .isEqualTo(new Invocation(0, rough + "\n", ""));
    assertThat(rough).hasContent(CANONICAL);
    assertThat(Files.getLastModifiedTime(canonical)).isEqualTo(past);
    assertThat(Invocation.of("fmt", folder.toString())).isEqualTo(new Invocation(0, "", ""));
  }

  @Test
  void keepsThePermissionsOfAFile() throws IOException {
    var permissions = PosixFilePermissions.fromString("rwxr-x--x");
    Files.setPosixFilePermissions(rough, permissions);
    Invocation.of("fmt", rough.toString());
    assertThat(rough).hasContent(CANONICAL);
    assertThat(Files.getPosixFilePermissions(rough)).isEqualTo(permissions);
    assertThat(folder).isDirectoryNotContaining("glob:**.new-*");
  }

  @Test
  void checkNamesWhatWouldChange() {
    assertThat(Invocation.of("fmt", "--check", canonical.toString(), rough.toString()))
        .isEqualTo(new Invocation(1, rough + "\n", ""));
    assertThat(rough).hasContent(ROUGH);
    assertThat(Invocation.of("fmt", "--check", canonical.toString()))
        .isEqualTo(new Invocation(0, "", ""));
  }

  @Test
  void diffShowsWhatWouldChange() {
    var diff = Invocation.of("fmt", "--check", "--diff", folder.toString());
    assertThat(diff)
        .isEqualTo(
            new Invocation(
                1,
                """
                --- %s
                +++ %s
                @@ -1,3 +1,4 @@
                -container a <\r
                - root host; run x # hello\r
                ->
                \\ No newline at end of file
                +container a <
                +  root host;
                +  run x; # hello
                +>
                """
                    .formatted(rough, rough),
                ""));
    assertThat(rough).hasContent(ROUGH);
  }

  @Test
  void printsTheFormOfStandardInput() {
    assertThat(Invocation.of(Map.of(), ROUGH, "fmt", "-"))
        .isEqualTo(new Invocation(0, CANONICAL, ""));
    assertThat(Invocation.of(Map.of(), CANONICAL, "fmt", "-"))
        .isEqualTo(new Invocation(0, CANONICAL, ""));
    assertThat(Invocation.of(Map.of(), ROUGH, "fmt", "--check", "-"))
        .isEqualTo(new Invocation(1, "<stdin>\n", ""));
    assertThat(Invocation.of(Map.of(), ROUGH, "fmt", "--diff", "-").out())
        .startsWith("--- <stdin>\n+++ <stdin>\n");
  }

  @Test
  void leavesABrokenFileAlone() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.cdl"), BROKEN);
    var fmt = Invocation.of("fmt", folder.toString());
    assertThat(fmt.status()).isEqualTo(1);
    assertThat(fmt.out()).isEqualTo(rough + "\n");
    assertThat(fmt.err()).startsWith("error[CDL0104]").endsWith("\n1 error in 3 files\n");
    assertThat(broken).hasContent(BROKEN);
    assertThat(Invocation.of(Map.of(), BROKEN, "fmt", "-").out()).isEmpty();
  }

  @Test
  void formatsWhatMeansNothing() {
    assertThat(Invocation.of(Map.of(), "memroy 1GiB", "fmt", "-"))
        .isEqualTo(new Invocation(0, "memroy 1GiB;\n", ""));
  }

  @Test
  void tellsOfBytesThatAreNoText() throws IOException {
    Path binary = Files.write(folder.resolve("b.cdl"), new byte[] {'a', 0, (byte) 0xff});
    var fmt = Invocation.of("fmt", binary.toString());
    assertThat(fmt.status()).isEqualTo(1);
    assertThat(fmt.err()).startsWith("error[CDL0112]");
    assertThat(binary).hasBinaryContent(new byte[] {'a', 0, (byte) 0xff});
  }

  @Test
  void byteOrderMarkIsADifference() throws IOException {
    Files.writeString(canonical, "\uFEFF" + CANONICAL);
    assertThat(Invocation.of("fmt", "--diff", canonical.toString()).out())
        .contains("-\uFEFFcontainer a <\n", "+container a <\n");
    assertThat(Invocation.of("fmt", canonical.toString()).out()).isEqualTo(canonical + "\n");
    assertThat(canonical).hasContent(CANONICAL);
  }

  @Test
  void goesOnAfterFileItCannotRead() {
    assertThat(Invocation.of("fmt", "nowhere.cdl", rough.toString()))
        .isEqualTo(
            new Invocation(
                2, rough + "\n", "cdlc: cannot read nowhere.cdl: no such file or folder\n"));
  }

  @Test
  void followsALinkThatIsNamedAndKeepsIt() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.cdl"), rough);
    assertThat(Invocation.of("fmt", link.toString())).isEqualTo(new Invocation(0, link + "\n", ""));
    assertThat(link).isSymbolicLink();
    assertThat(rough).isRegularFile().hasContent(CANONICAL);
  }

  @Test
  void passesOverLinksInFolders() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.writeString(inside.resolve("a.cdl"), CANONICAL);
    Files.createSymbolicLink(inside.resolve("link.cdl"), rough);
    assertThat(Invocation.of("fmt", inside.toString())).isEqualTo(new Invocation(0, "", ""));
    assertThat(rough).hasContent(ROUGH);
  }

  @Test
  void writesRegularFilesOnly() {
    assertThatThrownBy(() -> OutputFile.rewrite(Path.of("/dev/null"), new byte[0]))
        .isInstanceOf(CommandException.class)
        .hasMessage("/dev/null is not a regular file");
  }

  @Test
  @NeedsRoot
  void filesOfOthersStayTheirs() throws IOException {
    Files.setAttribute(rough, "unix:uid", 1234);
    Files.setAttribute(rough, "unix:gid", 2345);
    assertThat(Invocation.of("fmt", rough.toString()).status()).isZero();
    assertThat(rough).hasContent(CANONICAL);
    assertThat(Files.getAttribute(rough, "unix:uid")).isEqualTo(1234);
    assertThat(Files.getAttribute(rough, "unix:gid")).isEqualTo(2345);
  }
}
