package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.guide.Edition;
import dev.cdlc.cli.guide.Guide;
import dev.cdlc.compiler.explain.Subject;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The man pages say all that {@code --help} does; the completions know each option. */
final class GuideTest {
  private static final SortedMap<String, String> FILES =
      Guide.files(Cdlc.shapes(), new Edition("1.2.3", LocalDate.of(2026, 1, 31)));

  /** What troff makes of an escape. */
  private static final Map<String, String> GLYPHS =
      Map.of(
          "\\-", "-", "\\(aq", "'", "\\(ga", "`", "\\(ha", "^", "\\(ti", "~", "\\e", "\\", "\\fB",
          "", "\\fI", "", "\\fR", "", "\\&", "");

  @TempDir private Path folder;

  static List<CommandSpec> commands() {
    return Cdlc.shapes();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void pageSaysWhatHelpSays(CommandSpec command) {
    String page = read(file(path(command)));
    assertThat(page).contains(texts(command));
    for (OptionSpec option : command.options()) {
      assertThat(page).contains(option.names()).contains(String.join(" ", option.description()));
    }
    for (PositionalParamSpec words : command.positionalParameters()) {
      assertThat(page)
          .contains(" " + words.paramLabel() + " ")
          .contains(String.join(" ", words.description()));
    }
  }

  @Test
  void everyCommandOfTheProgramHasAPage() {
    Stream<String> named =
        Invocation.of("--help").out().lines().dropWhile(line -> !line.equals("Commands:")).skip(1);
    assertThat(named.takeWhile(line -> !line.isEmpty()))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(FILES)
                    .containsKey(line.replaceFirst("^  (\\w+) .*", "share/man/man1/cdlc-$1.1")));
    assertThat(FILES).containsKey("share/man/man1/cdlc-oci-create.1");
  }

  @Test
  void pageIsDatedAndNamesTheVersion() {
    assertThat(file("share/man/man1/cdlc-oci-run.1"))
        .startsWith(".TH CDLC\\-OCI\\-RUN 1 2026-01-31 \"cdlc 1.2.3\"\n")
        .contains("\ncdlc\\-oci\\-run \\- ")
        .contains("\n.SH SEE ALSO\n\\fBcdlc\\-oci\\fR(1),\n\\fBcdl\\fR(5)\n");
  }

  @Test
  void pageOfTheLanguageHasEveryStatement() {
    assertThat(read(file("share/man/man5/cdl.5")))
        .contains(Subject.STATEMENT.names().stream().map(" .SS %s .EX "::formatted).toList())
        .contains(" .SS cpu .EX cpu: a type of values ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void completionsKnowEveryOption(CommandSpec command) {
    for (OptionSpec option : command.options()) {
      for (String name : option.names()) {
        assertThat(file("share/bash-completion/completions/cdlc")).contains(name);
        assertThat(file("share/zsh/site-functions/_cdlc")).contains("'*" + name);
        assertThat(file("share/fish/vendor_completions.d/cdlc.fish"))
            .contains(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1));
      }
    }
  }

  @Test
  void writesTheFilesOfTheDistribution() throws IOException {
    GuideFiles.main(new String[] {folder.toString(), "2026-01-31"});
    assertThat(folder.resolve("share/zsh/site-functions/_cdlc"))
        .content()
        .isEqualTo(file("share/zsh/site-functions/_cdlc"));
    assertThat(folder.resolve("share/man/man1/cdlc.1")).isRegularFile();
  }

  @Test
  @Tag("linux")
  void readersOfPagesHaveNothingToComplainOf() throws Exception {
    List<String> pages = FILES.keySet().stream().filter(name -> name.contains("/man/")).toList();
    for (String path : pages) {
      Path page = folder.resolve(path);
      Files.createDirectories(Objects.requireNonNull(page.getParent()));
      Files.writeString(page, file(path));
    }
    assertThat(complaints(pages, "mandoc", "-T", "lint", "-W", "style")).isEmpty();
    assertThat(complaints(pages, "man", "--warnings", "-l")).isEmpty();
  }

  /** What is neither a page nor that one is not among those of the base system. */
  private List<String> complaints(List<String> pages, String... command) throws Exception {
    HostPrograms.assume(command[0]);
    Path said = folder.resolve("said");
    boolean prints = command[0].equals("man");
    var builder =
        new ProcessBuilder(Stream.concat(Stream.of(command), pages.stream()).toList())
            .directory(folder.toFile())
            .redirectError(said.toFile())
            .redirectOutput(prints ? Redirect.DISCARD : Redirect.appendTo(said.toFile()));
    builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "MANWIDTH", "80"));
    builder.start().waitFor();
    return Files.readAllLines(said).stream()
        .filter(line -> !line.contains("referenced manual not found"))
        .toList();
  }

  private static String file(String path) {
    return Objects.requireNonNull(FILES.get(path), path);
  }

  private static String path(CommandSpec command) {
    String suffix = command.name().equals("cdlc") ? "" : "-" + command.name().replace(' ', '-');
    return "share/man/man1/cdlc" + suffix + ".1";
  }

  private static List<String> texts(CommandSpec command) {
    return Stream.of(command.usageMessage().description(), command.usageMessage().footer())
        .flatMap(Stream::of)
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.matches("Examples?:"))
        .toList();
  }

  /** A page as one line, without what only troff reads. */
  private static String read(String page) {
    String text = page;
    for (var glyph : GLYPHS.entrySet()) {
      text = text.replace(glyph.getKey(), glyph.getValue());
    }
    return text.replaceAll("\\s+", " ");
  }
}
