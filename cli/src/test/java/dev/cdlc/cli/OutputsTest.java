package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --output}: forms and where they go. */
class OutputsTest {
  private static final String FAULTY =
      "container web <\n  zzz 1;\n  root ./r;\n  run /bin/true;\n>\n";

  @TempDir private Path folder;
  private Path web;

  @BeforeEach
  void write() throws IOException {
    web = Files.writeString(folder.resolve("web.cdl"), FAULTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle"})
  void formatGoesToStandardOutputAlone(String format) {
    var validate = Invocation.of("validate", "--output", format, web.toString());
    assertThat(validate.status()).isEqualTo(1);
    assertThat(validate.out()).contains("CDL1001", "web.cdl").endsWith("\n");
    assertThat(validate.err()).isEmpty();
  }

  @Test
  void severalGoWhereTheyAreSent() throws IOException {
    Path sarif = folder.resolve("report.sarif");
    var validate =
        Invocation.of("validate", "--output", "sarif=" + sarif, "--output", "text", web.toString());
    assertThat(validate.status()).isEqualTo(1);
    assertThat(validate.out()).isEmpty();
    assertThat(validate.err()).contains("error[CDL1001]").endsWith("1 error in 1 file\n");
    assertThat(Files.readString(sarif)).contains("\"ruleId\": \"CDL1001\"");
  }

  @Test
  void textKeepsOffTheStandardOutputOfAnother() {
    var validate =
        Invocation.of(
            Map.of(),
            "container a < root ./r; run /bin/true >\n",
            "validate",
            "--output",
            "jsonl",
            "--output",
            "text",
            "-");
    assertThat(validate).isEqualTo(new Invocation(0, "", "1 file checked, nothing found\n"));
  }

  @Test
  void reportTellsOfAFileThatCannotBeRead() {
    var validate =
        Invocation.of("validate", "--output", "json", folder.resolve("none.cdl").toString());
    assertThat(validate.status()).isEqualTo(2);
    assertThat(validate.out()).contains("none.cdl: no such file");
    assertThat(validate.err()).startsWith("cdlc: cannot read");
  }

  @Test
  void outputThatCannotBeWrittenIsOneLineAndStopsNoOther() {
    Path nowhere = folder.resolve("no/report.xml");
    var validate =
        Invocation.of(
            "validate", "--output", "junit=" + nowhere, "--output", "jsonl", web.toString());
    assertThat(validate.status()).isEqualTo(2);
    assertThat(validate.out()).contains("CDL1001");
    assertThat(validate.err())
        .isEqualTo("cdlc: cannot write %s: no such file or folder\n".formatted(nowhere));
  }

  @ParameterizedTest
  @CsvSource({
    "sarfi, '--output takes text, json, jsonl, sarif, github, gitlab, junit or checkstyle, not'",
    "text=x, '--output text takes no file'",
    "json=, '--output json= names no file'"
  })
  void refusesWhatIsNoOutput(String word, String message) {
    var validate = Invocation.of("validate", "--output", word, web.toString());
    assertThat(validate.status()).isEqualTo(2);
    assertThat(validate.err()).startsWith("cdlc: " + message);
  }

  @Test
  void refusesOnePlaceForTwo() {
    assertThat(
            Invocation.of("validate", "--output", "json", "--output", "sarif", web.toString())
                .err())
        .startsWith("cdlc: two formats cannot share standard output");
    assertThat(
            Invocation.of("validate", "--output", "json=x", "--output", "sarif=x", web.toString())
                .err())
        .startsWith("cdlc: two outputs cannot share x");
    assertThat(Invocation.of(Map.of(), FAULTY, "validate", "--fix", "--output", "json", "-").err())
        .startsWith("cdlc: --fix prints standard input");
  }

  @Test
  void githubIsGivenASummaryWhereItAsks() throws IOException {
    Path summary = folder.resolve("summary.md");
    Invocation.of(
        Map.of("GITHUB_STEP_SUMMARY", summary.toString()),
        "",
        "validate",
        "--output",
        "github",
        web.toString());
    assertThat(Files.readString(summary)).startsWith("### cdlc: 1 finding").contains("CDL1001");
  }

  @Test
  void standardInputIsTakenForAFile() throws IOException {
    Files.writeString(folder.resolve("base.cdl"), "let x 1;\n");
    var validate =
        Invocation.of(
            Map.of(),
            "include ./base.cdl;\n" + FAULTY,
            "validate",
            "--stdin-filename",
            folder.resolve("new.cdl").toString(),
            "-");
    assertThat(validate.err()).contains("--> " + folder.resolve("new.cdl") + ":3:3");
    assertThat(validate.err()).endsWith("1 error in 1 file\n");
  }
}
