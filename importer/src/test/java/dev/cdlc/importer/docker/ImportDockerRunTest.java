package dev.cdlc.importer.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.importer.Cdl;
import dev.cdlc.importer.Fuzz;
import dev.cdlc.importer.Golden;
import dev.cdlc.importer.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImportDockerRunTest {
  private static final List<String> PIECES =
      List.of(
          "docker",
          "run",
          "--",
          "-it",
          "-p",
          "8080:80",
          "-v",
          "./a:/b:ro",
          "--memory",
          "512m",
          "--cpus=1.5",
          "'",
          "\"",
          "\\",
          "$X",
          "${X:-y}",
          "$(pwd)",
          "$(",
          "`",
          "|",
          ";",
          "#",
          "\n",
          " ",
          "--mount",
          "type=bind,src=a,dst=/b",
          "--env-file",
          "-e",
          "A=b c",
          "--health-cmd",
          "alpine",
          "sh",
          "-c",
          "=",
          "--ulimit",
          "nofile=1:2",
          "--label",
          "a=",
          "--user",
          "\u202e",
          "\u0000",
          "\ud83d\ude00",
          "--restart",
          "on-failure:x",
          "--stop-timeout",
          "-1",
          "--device",
          "/dev/a:/dev/b:rwm",
          "--name",
          "-",
          "~/x");

  @TestFactory
  Stream<DynamicTest> golden() {
    return Golden.in("docker", ".sh").stream()
        .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
  }

  private static void check(Golden golden) {
    Source source = golden.source();
    Result<String> imported = ImportDockerRun.read(source, Optional.empty());
    golden.check(".cdl", imported.value().orElse(""));
    golden.check(".err", Golden.told(source, imported.diagnostics()));
    imported.value().ifPresent(Cdl::compiled);
  }

  @Test
  void wordsAreQuotedIntoOneLine() {
    assertThat(ImportDockerRun.joined(List.of("run", "a b", "it's", "--x=1", "")))
        .isEqualTo("run 'a b' 'it'\\''s' --x=1 ''");
  }

  @Test
  void theGivenNameHolds() {
    assertThat(
            ImportDockerRun.read(source("docker run --name db nginx"), Optional.of("web"))
                .value()
                .orElseThrow())
        .startsWith("container web <");
  }

  @ParameterizedTest
  @CsvSource({
    "nginx,nginx",
    "docker.io/library/redis:7,redis",
    "a/B_c@sha256:12,b-c",
    "---,container"
  })
  void aContainerIsCalledByItsImage(String image, String name) {
    assertThat(text("run -- " + image)).startsWith("container " + name + " <");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "# nothing"})
  void nothingIsReported(String text) {
    assertThat(ImportDockerRun.read(source(text), Optional.empty()).diagnostics())
        .singleElement()
        .extracting(Diagnostic::code)
        .isEqualTo(Code.NO_RUN_COMMAND);
  }

  @Test
  void aLineThatNoProgramCouldBeGivenIsRefused() {
    assertThat(
            ImportDockerRun.read(source("run " + "a".repeat(200_000)), Optional.empty())
                .diagnostics())
        .singleElement()
        .extracting(Diagnostic::code)
        .isEqualTo(Code.SHELL_SYNTAX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$a", "`x`", "${A:-", "\\\n", "'\"'", "-e A ", "-p 1-999:1-999 ", "-p 1-65535 "})
  void longLinesTakeNoLongerThanASecond(String piece) {
    String line = "run " + piece.repeat(120_000 / piece.length());
    Result<String> imported =
        Prompt.work(piece, () -> ImportDockerRun.read(source(line), Optional.empty()));
    assertThat(imported.value().isPresent() || !imported.diagnostics().isEmpty()).isTrue();
  }

  @Test
  void lettersInARowTakeNoLongerThanASecond() {
    Result<String> imported =
        Prompt.work(
            "-ttt",
            () ->
                ImportDockerRun.read(
                    source("run -" + "t".repeat(120_000) + " alpine"), Optional.empty()));
    assertThat(imported.value().orElseThrow()).contains("terminal;");
  }

  static LongStream seeds() {
    return Fuzz.seeds(40);
  }

  /** Lines of odd pieces are imported, or refused with a code, never with an exception. */
  @ParameterizedTest
  @MethodSource("seeds")
  void oddLinesAreReported(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 25; i++) {
      String line = line(random);
      Fuzz.check(line, () -> ImportDockerRun.read(source(line), Optional.empty()));
    }
  }

  private static String line(Random random) {
    var line = new StringBuilder(random.nextInt(3) == 0 ? "" : "docker run ");
    for (int count = random.nextInt(14); count >= 0; count--) {
      line.append(PIECES.get(random.nextInt(PIECES.size())))
          .append(random.nextInt(4) == 0 ? "" : " ");
    }
    return line.toString();
  }

  private static String text(String line) {
    return ImportDockerRun.read(source(line), Optional.empty()).value().orElseThrow();
  }

  private static Source source(String text) {
    return new Source(ImportDockerRun.COMMAND_LINE, text);
  }
}
