package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files globs and folders on the command line stand for. */
class WalkTest {
  private static final String GOOD = "container a < root ./r; run /bin/true >\n";
  private static final String BAD = "zzz 1;\n";

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    for (String name :
        new String[] {"a.cdl", "b.cdl", "one/a.cdl", "one/deep/a.cdl", "two/b.cdl", ".dot/a.cdl"}) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, BAD);
    }
    Files.writeString(folder.resolve("one/note.txt"), "no CDL");
  }

  private Invocation validate(String... words) {
    var arguments = new String[words.length + 1];
    arguments[0] = "validate";
    for (int i = 0; i < words.length; i++) {
      arguments[i + 1] = folder.resolve(words[i]).toString();
    }
    return Invocation.of(arguments);
  }

  private String places(Invocation validate) {
    return String.join(
        " ",
        validate
            .err()
            .lines()
            .filter(line -> line.contains("--> "))
            .map(line -> line.replaceFirst(".*--> " + folder + "/(.*):1:1", "$1"))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "**/*.cdl, a.cdl b.cdl one/a.cdl one/deep/a.cdl two/b.cdl",
    "**/a.cdl, a.cdl one/a.cdl one/deep/a.cdl",
    "*.cdl, a.cdl b.cdl",
    "*/*.cdl, one/a.cdl two/b.cdl",
    "one/**, one/a.cdl one/deep/a.cdl",
    "./one/../*/b.cdl, two/b.cdl",
    "[!b].cdl, a.cdl",
    "t?o/b.cdl, two/b.cdl",
    ".dot/*.cdl, .dot/a.cdl",
    "*, a.cdl b.cdl"
  })
  void globStandsForTheSourcesItMatches(String glob, String expected) {
    assertThat(places(validate(glob))).isEqualTo(expected);
  }

  @Test
  void sourcesAreToldInOneOrderAndOnce() {
    assertThat(places(validate("two/*.cdl", "one", "a.cdl", "**/a.cdl")))
        .isEqualTo("a.cdl one/a.cdl one/deep/a.cdl two/b.cdl");
  }

  @Test
  void globThatMatchesNothingIsOneLine() {
    for (String glob : new String[] {"*/none*.cdl", "none/*.cdl", "one/*.txt", "[a.cdl"}) {
      assertThat(validate(glob))
          .isEqualTo(
              new Invocation(
                  2, "", "cdlc: no .cdl file matches %s\n".formatted(folder.resolve(glob))));
    }
  }

  @Test
  void fileWhoseNameLooksLikeAGlobIsItself() throws IOException {
    Files.writeString(folder.resolve("[b].cdl"), GOOD);
    assertThat(validate("[b].cdl").out()).isEqualTo("1 file checked, nothing found\n");
  }

  @Test
  void globOfThisFolderNeedsNoPath() {
    assertThat(Invocation.of("validate", "src/test/resources/bad/fif*-cpus.cdl").err())
        .contains("--> src/test/resources/bad/fifty-cpus.cdl:")
        .endsWith("1 warning in 1 file\n");
  }

  @Test
  void foldersInALoopAreWalkedOnce() throws IOException {
    Files.createSymbolicLink(folder.resolve("one/loop"), folder);
    Files.createSymbolicLink(folder.resolve("one/loop.cdl"), folder);
    assertThat(places(validate("one"))).isEqualTo("one/a.cdl one/deep/a.cdl");
    assertThat(validate("one").status()).isEqualTo(1);
  }

  @Test
  void linkThatIsNamedIsWalked() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("one"));
    assertThat(places(validate("link"))).isEqualTo("link/a.cdl link/deep/a.cdl");
  }

  @Test
  void linkToItselfIsOneLine() throws IOException {
    Path link = folder.resolve("two/self.cdl");
    Files.createSymbolicLink(link, link);
    assertThat(validate("two").status()).isEqualTo(2);
    assertThat(validate("two").err())
        .containsOnlyOnce("cdlc: cannot read %s: ".formatted(link))
        .endsWith("1 error in 1 file\n");
  }

  @Test
  void formattingWalksAlike() throws IOException {
    Files.writeString(folder.resolve(".gitignore"), "one/\n");
    assertThat(Invocation.of("fmt", "--check", folder.toString()).out()).isEmpty();
    Files.writeString(folder.resolve("one/a.cdl"), "container  a<>");
    assertThat(Invocation.of("fmt", "--check", folder.toString()).status()).isZero();
    assertThat(Invocation.of("fmt", "--check", "--no-ignore", folder.toString()).status())
        .isEqualTo(1);
  }
}
