package dev.cdlc.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cdlc init}: what it makes of a folder, of answers and of options. */
final class InitTest {
  private static final Command ALONE = new InitCommand(() -> false);
  private static final Command ASKING = new InitCommand(() -> true);

  @TempDir private Path parent;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(parent.resolve("My Shop_2"));
  }

  @ParameterizedTest
  @CsvSource({
    "pom.xml, mvn -o test",
    "package.json, npm test",
    "pyproject.toml, python3 -m unittest discover",
    "requirements.txt, python3 -m unittest discover",
    "setup.py, python3 -m unittest discover",
    "go.mod, go test ./...",
  })
  void projectIsKnownByItsFile(String file, String command) throws IOException {
    Files.createFile(folder.resolve(file));

    assertThat(init(ALONE))
        .isEqualTo(
            new Invocation(
                0,
                """
                wrote %1$s, which runs: %2$s
                  to run it:          cdlc run %1$s
                  to write more:      cdlc explain
                """
                    .formatted(folder.resolve("my-shop-2.cdl"), command),
                ""));
    assertThat(written("my-shop-2"))
        .contains(
            "\ncontainer my-shop-2 <\n  root host;",
            "\n  bind ./ /tmp/work nosuid nodev;",
            "\n  cwd /tmp/work;\n  run " + command + ";\n>\n");
  }

  @Test
  void pythonProjectThatSaysPytestIsTestedByIt() throws IOException {
    Files.createFile(folder.resolve("pyproject.toml"));
    Files.writeString(folder.resolve("requirements.txt"), "pytest>=8\n");

    assertThat(init(ALONE).status()).isZero();
    assertThat(written("my-shop-2")).contains("\n  run python3 -m pytest -p no:cacheprovider;\n");
  }

  @Test
  void fileThatIsNoTextSaysNothing() throws IOException {
    Files.write(folder.resolve("setup.py"), new byte[] {(byte) 0xff, 'p', 'y'});

    assertThat(init(ALONE).status()).isZero();
    assertThat(written("my-shop-2")).contains("\n  run python3 -m unittest discover;\n");
  }

  @Test
  void whatToolsHaveFetchedIsShown() throws IOException {
    Files.createFile(folder.resolve("pom.xml"));
    Files.createDirectories(parent.resolve("a home/.m2"));

    var invocation =
        Invocation.answering(
            "", ALONE, Map.of("HOME", parent.resolve("a home").toString()), folder.toString());

    assertThat(invocation.status()).isZero();
    assertThat(written("my-shop-2"))
        .contains("\n  bind \"%s/a home/.m2\" /root/.m2 ro nosuid nodev;\n".formatted(parent));
  }

  @Test
  void severalProjectsAreToldApartByAnOption() throws IOException {
    Files.createFile(folder.resolve("pom.xml"));
    Files.createFile(folder.resolve("go.mod"));

    assertThat(init(ALONE))
        .isEqualTo(
            new Invocation(
                2,
                "",
                """
                cdlc: init: the files here are of several projects: pom.xml, go.mod
                  help: say which: --from maven|go
                """));
    assertThat(init(ALONE, "--from", "go").status()).isZero();
    assertThat(written("my-shop-2")).contains("\n  run go test ./...;\n");
  }

  @Test
  void nobodyToAskIsAnError() {
    assertThat(init(ALONE))
        .isEqualTo(
            new Invocation(
                2,
                "",
                """
                cdlc: init: no file here tells what to run, and there is no terminal to ask at
                  help: say it: --run COMMAND, or --from maven|npm|python|go
                """));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void optionsAnswer() throws IOException {
    assertThat(init(ALONE, "--name", "web", "--root", "rootfs", "--run", "nginx -g 'daemon off;'"))
        .extracting(Invocation::status, Invocation::err)
        .containsExactly(0, "");
    assertThat(written("web"))
        .endsWith(
            """
            container web <
              root ./rootfs; # a folder with all the files that it sees
              shell "nginx -g 'daemon off;'";
            >
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/srv/fs", "./from", "tar", "my fs", "host"})
  void rootIsAFolderOrTheHost(String root) throws IOException {
    assertThat(init(ALONE, "--root", root, "--run", "true").status()).isZero();
    assertThat(written("my-shop-2"))
        .containsPattern("\n  root (/srv/fs|\\./from|\\./tar|\"\\./my fs\"|host); #");
  }

  @Test
  void enterTakesWhatIsUsual() throws IOException {
    var invocation = Invocation.answering("\n\n\n", ASKING, Map.of(), folder.toString());

    assertThat(invocation.err())
        .isEqualTo(
            "What is it called? [my-shop-2] "
                + "Which files does it see: a folder, or host for this machine's? [host] "
                + "What does it run? [/bin/sh] ");
    assertThat(invocation.status()).isZero();
    assertThat(written("my-shop-2"))
        .startsWith("# Runs a command in a container:\n")
        .endsWith("\n  cwd /tmp/work;\n  run /bin/sh;\n>\n");
  }

  @Test
  void answersAreTaken() throws IOException {
    var invocation =
        Invocation.answering(
            " db \n./fs\n/usr/bin/db --port 80 | cat\n", ASKING, Map.of(), folder.toString());

    assertThat(invocation.status()).isZero();
    assertThat(written("db"))
        .contains("\n  root ./fs; #", "\n  shell \"/usr/bin/db --port 80 | cat\";\n");
  }

  @Test
  void severalProjectsAreAskedAbout() throws IOException {
    Files.createFile(folder.resolve("package.json"));
    Files.createFile(folder.resolve("go.mod"));

    assertThat(Invocation.answering("\n\n\n", ASKING, Map.of(), folder.toString()).err())
        .endsWith("What does it run? [npm test] ");
    assertThat(written("my-shop-2")).contains("\n# What it depends on must be in node_modules");
  }

  @Test
  void noAnswerWritesNothing() {
    var invocation = Invocation.answering("web\n", ASKING, Map.of(), folder.toString());

    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err()).endsWith("\ncdlc: no answer; nothing was written\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void neverWritesOverAFileUnasked() throws IOException {
    Path file = Files.writeString(folder.resolve("web.cdl"), "# mine\n");

    assertThat(init(ALONE, "--name", "web", "--run", "true"))
        .isEqualTo(
            new Invocation(
                2,
                "",
                "cdlc: %s is there already%n  help: --force writes over it, --name gives another name%n"
                    .formatted(file)));
    assertThat(file).hasContent("# mine\n");
    assertThat(init(ALONE, "--name", "web", "--run", "true", "--force").status()).isZero();
    assertThat(written("web")).contains("\n  run true;\n");
  }

  @Test
  void saysWhatItCannotMakeUseOf() {
    assertThat(init(ALONE, "--from", "rust").err())
        .isEqualTo("cdlc: --from does not know 'rust'\n  help: it knows maven, npm, python, go\n");
    assertThat(init(ALONE, "--run", "true", "--name", "No Name").err())
        .startsWith("cdlc: `No Name` cannot be a name\n  help: a name is a lower-case letter,");
    assertThat(Invocation.of(ALONE, Map.of(), folder + "/nowhere").err())
        .isEqualTo("cdlc: %s/nowhere is not a folder\n".formatted(folder));
    assertThat(init(ALONE, "--run", " ").err()).startsWith("cdlc: init: the command is empty\n");
  }

  @Test
  void folderWithoutAUsableNameGivesAnother() throws IOException {
    Path odd = Files.createDirectory(parent.resolve("___"));

    assertThat(Invocation.of(ALONE, Map.of(), odd.toString(), "--run", "true").status()).isZero();
    assertThat(odd.resolve("app.cdl")).exists();
  }

  @Test
  @NeedsRoot
  void testsOfAProjectRun() throws Exception {
    HostPrograms.assume("python3");
    Files.createFile(folder.resolve("setup.py"));
    Files.writeString(
        folder.resolve("test_it.py"),
        """
        import unittest
        class It(unittest.TestCase):
            def test_that_it_may_write_here(self):
                open("made", "w").close()
        """);
    assertThat(init(ALONE).status()).isZero();
    Path executable = folder.resolve("it");
    assertThat(
            Invocation.of(
                    "build",
                    folder.resolve("my-shop-2.cdl").toString(),
                    "-o",
                    executable.toString())
                .status())
        .isZero();

    Process process = new ProcessBuilder(executable.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("Ran 1 test in");
    assertThat(folder.resolve("made")).exists();
  }

  private Invocation init(Command command, String... options) {
    var arguments = new ArrayList<>(List.of(folder.toString()));
    arguments.addAll(List.of(options));
    return Invocation.of(command, Map.of(), arguments.toArray(String[]::new));
  }

  /** The file, which is sound, and in its canonical form, whatever it was made of. */
  private String written(String name) throws IOException {
    Path file = Objects.requireNonNull(folder).resolve(name + ".cdl");
    assertThat(Invocation.of("validate", file.toString()))
        .isEqualTo(new Invocation(0, "1 file checked, nothing found\n", ""));
    assertThat(Invocation.of("fmt", "--check", file.toString()))
        .isEqualTo(new Invocation(0, "", ""));
    return Files.readString(file);
  }
}
