package dev.cdlc.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.bjurr.violations.lib.ViolationsApi;
import se.bjurr.violations.lib.model.SEVERITY;
import se.bjurr.violations.lib.model.Violation;
import se.bjurr.violations.lib.reports.Parser;

/** What a library by which build servers read reports finds in them. */
class ReportReadersTest {
  private static final String FAULTY =
      "container web <\n  root ./rootfs;\n  memroy 1GiB;\n  run /bin/date;\n>\n\nx<y> \"&'\";\n";
  private static final String UNWISE =
      "container other <\n  root ./r;\n  cap add SYS_ADMIN;\n  restart always;\n  run /bin/x;\n>\n";

  private static final List<String> PLACES =
      List.of(
          "faulty.cdl:3",
          "faulty.cdl:7",
          "faulty.cdl:7",
          "unwise.cdl:3",
          "unwise.cdl:3",
          "unwise.cdl:4");
  private static final List<String> CODES =
      List.of("CDL1001", "CDL1001", "CDL1001", "CDL2002", "CDL2004", "CDL3004");

  @TempDir private static Path folder;

  /** Written once, and read by all tests. */
  @BeforeAll
  static void reports() throws IOException {
    Files.writeString(folder.resolve("faulty.cdl"), FAULTY);
    Files.writeString(folder.resolve("unwise.cdl"), UNWISE);
    Files.writeString(folder.resolve("fine.cdl"), "container c < root ./r; run /bin/date >\n");
    var goal = Goals.in(folder, new Recorded(), new ValidateMojo(Toolchains.none()));
    goal.outputs =
        List.of(
            "gitlab=gitlab.json",
            "junit=junit.xml",
            "checkstyle=checkstyle.xml",
            "sarif=cdlc.sarif");
    assertThatExceptionOfType(MojoFailureException.class).isThrownBy(goal::execute);
  }

  /** What a reader finds, in the order of the places; one that fails finds nothing. */
  private static List<Violation> read(Parser parser, String report) {
    return ViolationsApi.violationsApi()
        .withPattern(".*/" + report)
        .inFolder(folder.toString())
        .findAll(parser)
        .violations()
        .stream()
        .sorted(Comparator.comparing(Violation::getFile).thenComparing(Violation::getStartLine))
        .toList();
  }

  private static List<String> places(List<Violation> found) {
    return found.stream().map(one -> one.getFile() + ":" + one.getStartLine()).toList();
  }

  private static List<String> rules(List<Violation> found) {
    return found.stream().map(Violation::getRule).sorted().toList();
  }

  @Test
  void gitlabsIsReadAsOneOfCodeClimate() {
    List<Violation> found = read(Parser.CODECLIMATE, "gitlab.json");
    assertThat(places(found)).containsExactlyElementsOf(PLACES);
    assertThat(rules(found)).containsExactlyElementsOf(CODES);
    assertThat(found).extracting(Violation::getMessage).contains("there is no statement `memroy`");
    assertThat(found).extracting(Violation::getCategory).containsOnly("Bug Risk", "Security");
  }

  /** What is only unwise is no failure of a test, and not read. */
  @Test
  void junitsHasWhatFails() {
    List<Violation> found = read(Parser.JUNIT, "junit.xml");
    assertThat(places(found)).containsExactlyElementsOf(PLACES.subList(0, 5));
    assertThat(found).extracting(Violation::getSeverity).containsOnly(SEVERITY.ERROR);
    assertThat(found.get(0).getMessage())
        .contains("CDL1001 at 3:3", "there is no statement `memroy`", "did you mean `memory`?");
  }

  @Test
  void checkstylesHasColumnsAndSeverities() {
    List<Violation> found = read(Parser.CHECKSTYLE, "checkstyle.xml");
    assertThat(places(found)).containsExactlyElementsOf(PLACES);
    assertThat(rules(found))
        .containsExactlyElementsOf(CODES.stream().map("cdlc."::concat).toList());
    assertThat(found).extracting(Violation::getColumn).containsOnly(3, 1, 6, 11);
    assertThat(found.get(found.size() - 1).getSeverity()).isEqualTo(SEVERITY.WARN);
    assertThat(found.get(0).getMessage())
        .isEqualTo("there is no statement `memroy`\nhelp: did you mean `memory`?");
  }

  @Test
  void sarifsHasThePagesOfTheRules() {
    List<Violation> found = read(Parser.SARIF, "cdlc.sarif");
    assertThat(places(found)).containsExactlyElementsOf(PLACES);
    assertThat(rules(found)).containsExactlyElementsOf(CODES);
    assertThat(found.get(0).getMessage()).contains("there is no statement `memroy`", "# CDL1001: ");
    assertThat(found.get(found.size() - 1).getSeverity()).isEqualTo(SEVERITY.WARN);
  }
}
