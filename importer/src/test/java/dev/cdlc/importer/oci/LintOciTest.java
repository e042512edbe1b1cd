package dev.cdlc.importer.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.lint.LintSettings;
import dev.cdlc.compiler.model.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules on a config.json: what is found, and where it stands in the JSON. */
class LintOciTest {
  private static final Path RECORDED =
      Path.of(System.getProperty("basedir", ""), "src/test/resources/oci");
  private static final LintSettings RESTRICTED = LintSettings.DEFAULT.withLevel(Level.RESTRICTED);

  /** As podman writes them: its order of mounts' options and of capabilities is not ours. */
  private static Source podman() throws IOException {
    try (var json = LintOciTest.class.getResourceAsStream("podman.json")) {
      return config(new String(Objects.requireNonNull(json).readAllBytes(), UTF_8));
    }
  }

  private static Source config(String text) {
    return new Source(new SourceId("config.json"), text);
  }

  /** As in {@code CDL2004 8:5 /process/capabilities}. */
  private static List<String> told(Source config, LintSettings settings) {
    return LintOci.lint(config, settings).stream().map(found -> told(found, config)).toList();
  }

  private static String told(Diagnostic found, Source config) {
    int start = found.primary().span().start();
    return "%s %d:%d %s"
        .formatted(
            found.code().id(), config.line(start), config.column(start), found.primary().text())
        .strip();
  }

  @Test
  void tellsWhatIsFoundAtTheValueInTheJson() throws IOException {
    assertThat(told(podman(), LintSettings.DEFAULT))
        .containsExactlyInAnyOrder(
            "CDL6003 42:3",
            "CDL2002 8:5 /process/capabilities",
            "CDL2004 8:5 /process/capabilities",
            "CDL2006 33:19 /linux/namespaces",
            "CDL2011 3:3 /process",
            "CDL2016 29:5 /mounts/4",
            "CDL2017 23:5 /mounts/3",
            "CDL2023 6:44 /process/env/2",
            "CDL2025 36:15 /linux/sysctl",
            "CDL2029 38:48 /linux/seccomp/syscalls/0/names/2",
            "CDL4070 27:37 /mounts/3/options/2",
            "CDL4070 27:47 /mounts/3/options/3");
  }

  @Test
  void tellsWhatIsMissedWhereItWouldStand() throws IOException {
    assertThat(told(podman(), RESTRICTED))
        .contains(
            "CDL2009 33:19 /linux/namespaces",
            "CDL2010 4:13 /process/user",
            "CDL2015 17:11 /root",
            "CDL3001 34:18 /linux/resources",
            "CDL3002 34:18 /linux/resources")
        .noneMatch(line -> line.startsWith("CDL3003"));
  }

  @ParameterizedTest
  @CsvSource({
    "runc-spec, CDL2012 129:2 /linux",
    "crun-spec, CDL2012",
  })
  void whatRuntimesWriteLacksOnlyAFilter(String name, String found) throws IOException {
    assertThat(
            told(config(Files.readString(RECORDED.resolve(name + ".json"))), LintSettings.DEFAULT))
        .singleElement()
        .asString()
        .startsWith(found);
  }

  @Test
  void everyPlaceIsInTheJson() throws IOException {
    try (var files = Files.list(RECORDED)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
        Source config = config(Files.readString(file));
        assertThat(LintOci.lint(config, RESTRICTED))
            .as(file.toString())
            .isNotEmpty()
            .allSatisfy(
                found -> {
                  assertThat(found.primary().span().source()).isEqualTo(config.id());
                  assertThat(found.primary().span().end()).isLessThanOrEqualTo(config.length());
                });
      }
    }
  }

  @Test
  void speaksOfNoStatements() throws IOException {
    assertThat(LintOci.lint(podman(), RESTRICTED))
        .filteredOn(found -> !found.code().id().startsWith("CDL60"))
        .allSatisfy(
            found -> {
              assertThat(found.help()).isEmpty();
              assertThat(found.fix()).isEmpty();
            });
  }

  @Test
  void whatNoStatementSaysIsANote() throws IOException {
    assertThat(LintOci.lint(podman(), LintSettings.DEFAULT))
        .filteredOn(found -> found.code().id().equals("CDL4070"))
        .extracting(Diagnostic::severity)
        .containsOnly(Severity.INFO);
  }

  @Test
  void tellsFaultsOfTheSchemaAndOfTheText() {
    Source faulty =
        config(
            """
            {"ociVersion": "1.2.0", "root": {"path": "r"},
             "process": {"cwd": "/", "args": ["sh"], "oomScoreAdj": 2000}}
            """);
    assertThat(told(faulty, LintSettings.DEFAULT)).containsExactly("CDL0605 2:57");
    assertThat(told(config("{\"root\": {]}"), LintSettings.DEFAULT))
        .containsExactly("CDL6001 1:11");
  }
}
