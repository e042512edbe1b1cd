package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Includes on a real file system, and what the command line chooses. */
final class CompositionTest {
  private static final String CONTAINER = "container web < root ./r; run /bin/true >\n";

  @TempDir private Path folder;

  @BeforeEach
  void project() throws IOException {
    Files.createDirectory(folder.resolve("in"));
    write("cdlc.cdl", "# the project\n");
    write("in/base.cdl", "profile base < pids 7; bind ./data /data >\n");
  }

  @Test
  void includesAreRelativeToTheirFile() throws IOException {
    Path main = write("web.cdl", "include ./in/base.cdl;\n" + using("base"));
    assertThat(Invocation.of("compile", main.toString()).out())
        .contains("\"limit\": 7", "\"source\": \"in/data\"");
  }

  @Test
  void includesStayInTheProject() throws IOException {
    Path main = write("in/web.cdl", "include ../out.cdl;\ninclude ./base.cdl;\n" + using("base"));
    write("out.cdl", "");
    assertThat(Invocation.of("validate", main.toString()).err()).contains("CDL0101");
    Files.delete(folder.resolve("cdlc.cdl"));
    assertThat(Invocation.of("validate", main.toString()).err())
        .contains("CDL1023", "is outside of the project", "1 error in 1 file");
  }

  @Test
  void symbolicLinksDoNotLeadOutOfTheProject(@TempDir Path elsewhere) throws IOException {
    Path other = Files.writeString(elsewhere.resolve("x.cdl"), "let x 1;");
    Files.createSymbolicLink(folder.resolve("x.cdl"), other);
    Path main = write("web.cdl", "include ./x.cdl;\n" + CONTAINER);
    assertThat(Invocation.of("validate", main.toString()).err())
        .contains("CDL1023", "1 error in 1 file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop.cdl", "in", "gone.cdl", "in/base.cdl/x", "pipe"})
  void whatCannotBeReadIsOneReport(String path) throws Exception {
    Files.createSymbolicLink(folder.resolve("loop.cdl"), Path.of("pool.cdl"));
    Files.createSymbolicLink(folder.resolve("pool.cdl"), Path.of("loop.cdl"));
    new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
    Path main = write("web.cdl", "include ./" + path + ";\n" + CONTAINER);
    var validate = Invocation.of("validate", main.toString());
    assertThat(validate.status()).isEqualTo(1);
    assertThat(validate.err()).endsWith("1 error in 1 file\n").doesNotContain("Exception");
  }

  @Test
  void anIncludedFileThatIsTooLargeIsOneReport() throws IOException {
    write("big.cdl", "#".repeat((1 << 20) + 1));
    Path main = write("web.cdl", "include ./big.cdl;\n" + CONTAINER);
    assertThat(Invocation.of("validate", main.toString()).err())
        .contains("CDL0120", "included from", "1 error in 1 file");
  }

  @Test
  void aFaultInASharedFileIsToldOnce() throws IOException {
    write("in/base.cdl", "profile base < pisd 7 >\n");
    write("a.cdl", "include ./in/base.cdl;\n" + using("base"));
    write("b.cdl", "include ./in/base.cdl;\n" + using("base"));
    assertThat(Invocation.of("validate", folder.toString()).err())
        .contains("1 error, ", " in 4 files");
  }

  @Test
  void optionsGiveValues() throws IOException {
    Path main = write("web.cdl", "param n int < from-env N >\n" + with("pids ${n};"));
    assertThat(Invocation.of("validate", main.toString()).status()).isZero();
    assertThat(Invocation.of("compile", main.toString()).err()).contains("CDL1025");
    assertThat(Invocation.of("compile", main.toString(), "--set", "n=5").out())
        .contains("\"limit\": 5");
    assertThat(Invocation.of(Map.of("N", "6"), "", "compile", main.toString()).out())
        .contains("\"limit\": 6");
    assertThat(Invocation.of("compile", main.toString(), "--set", "m=5").err()).contains("CDL1028");
  }

  @Test
  void optionsChooseAVariant() throws IOException {
    Path main = write("web.cdl", with("variant prod < pids 9 >"));
    assertThat(Invocation.of("compile", main.toString()).out()).doesNotContain("\"pids\"");
    assertThat(Invocation.of("compile", main.toString(), "--variant", "prod").out())
        .contains("\"limit\": 9");
  }

  @Test
  void aSettingIsForAnyOfSeveralFiles() throws IOException {
    Path first = write("a.cdl", "param n int;\n" + CONTAINER);
    Path second = write("b.cdl", CONTAINER);
    assertThat(
            Invocation.of("validate", first.toString(), second.toString(), "--set", "n=5").status())
        .isZero();
    assertThat(Invocation.of("validate", first.toString(), second.toString(), "--set", "m=5").err())
        .contains("CDL1028");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "=5"})
  void aSetWithoutNameOrValueIsRefused(String set) throws IOException {
    Path main = write("web.cdl", CONTAINER);
    assertThat(Invocation.of("validate", main.toString(), "--set", set).status()).isEqualTo(2);
  }

  @Test
  void aParamHasOneValue() throws IOException {
    Path main = write("web.cdl", "param n int;\n" + CONTAINER);
    var twice = Invocation.of("compile", main.toString(), "--set", "n=1", "--set", "n=2");
    assertThat(twice.status()).isEqualTo(2);
    assertThat(twice.err()).contains("--set gives 'n' two values");
  }

  @Test
  void onlyWhatDependsOnTheHostKnowsWhoRunsIt() throws IOException {
    Path main = write("web.cdl", with("user ${host.uid}:${host.gid};"));
    String all = "1:1:2:4294967290";
    assertThat(Invocation.of("plan", main.toString(), "--rootless-ids", all).status()).isZero();
    assertThat(Invocation.of("compile", main.toString()).err()).contains("CDL1025", "host.uid");
    assertThat(
            Invocation.of("compile", main.toString(), "--set", "host.uid=5", "--set", "host.gid=6")
                .out())
        .contains("\"uid\": 5", "\"gid\": 6");
  }

  @Test
  void tellsWhereEachValueComesFrom() throws IOException {
    Path main = write("web.cdl", "include ./in/base.cdl;\n" + using("base"));
    assertThat(Invocation.of("compile", main.toString(), "--explain-origin").out())
        .containsPattern("/linux/resources/pids/limit +7 +.*in/base.cdl:1:21\n")
        .containsPattern("/process/cwd +\"/\" +CDL's default, for .*web.cdl:2:1\n");
    assertThat(Invocation.of("compile", main.toString(), "--explain-origin", "-o", "x").status())
        .isEqualTo(2);
  }

  @Test
  void tellsTheOriginsOfSeveralContainersApart() throws IOException {
    Path main = write("web.cdl", CONTAINER + CONTAINER.replace("web", "db"));
    assertThat(Invocation.of("compile", main.toString(), "--explain-origin").out())
        .startsWith("container web\n")
        .contains("\ncontainer db\n");
  }

  @Test
  void anExecutableNamesAllThatItWasMadeOf() throws IOException {
    Path main = write("web.cdl", "include ./in/base.cdl;\n" + using("base"));
    Path executable = folder.resolve("web");
    assertThat(Invocation.of("build", main.toString(), "-o", executable.toString()).err())
        .isEmpty();
    assertThat(Invocation.of("inspect", executable.toString()).out())
        .contains("web.cdl", "in/base.cdl");
  }

  private static String using(String profile) {
    return CONTAINER.replace("web <", "web use " + profile + " <");
  }

  private static String with(String statements) {
    return CONTAINER.replace(" >", "; " + statements + " >");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }
}
