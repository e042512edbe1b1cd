package dev.cdlc.compiler.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.report.Format.Written;
import dev.cdlc.schemas.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FormatsTest {
  private static final Source WEB =
      new Source(new SourceId("a b/web.cdl"), "container web <\n  memroy 1GiB;\n  cpu 5%;\n>\n");

  private static final Diagnostic ERROR =
      Diagnostic.of(Code.UNKNOWN_STATEMENT, WEB.span(18, 24), "no <statement> \"memroy\" & \u0001")
          .withLabel("here")
          .withHelp("did you mean, 100%: `memory`?")
          .withRelated(WEB.span(0, 9), "in this block")
          .withFix("write memory", new Edit(WEB.span(18, 24), "memory"));
  private static final Diagnostic WARNING =
      Diagnostic.of(Code.MISSING_RUN, WEB.span(0, 15), "no command");

  private static Report report(Diagnostic... found) {
    var collector = new Collector(name -> name);
    collector.checked("a b/web.cdl");
    collector.checked("fine.cdl");
    collector.add(List.of(found), Sources.of(WEB));
    return collector.report("0.1.0");
  }

  private static String written(String format, Report report) {
    return Formats.named(format).orElseThrow().write(report).text();
  }

  private static JsonNode json(String text) {
    return JsonText.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Element xml(String text) {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text)));
      return document.getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static List<Element> elements(Element root, String name) {
    var found = root.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static Report many(int count, Severity severity) {
    var findings = new ArrayList<Diagnostic>();
    for (int i = 0; i < count; i++) {
      findings.add(WARNING.withSeverity(severity));
    }
    var report = report(ERROR);
    return new Report(
        report.files(),
        Stream.concat(
                report.findings().stream(),
                report(findings.toArray(Diagnostic[]::new)).findings().stream())
            .toList(),
        List.of(),
        List.of(),
        "0.1.0");
  }

  @Test
  void eachFormatWritesTheSameTwiceInTheOrderOfPlaces() {
    for (Format format : Formats.ALL) {
      assertThat(format.write(report(ERROR, WARNING)))
          .as(format.name())
          .isEqualTo(format.write(report(WARNING, ERROR)));
      assertThat(format.reader()).isNotEmpty();
    }
  }

  @Test
  void jsonTellsAll() {
    JsonNode json = json(written("json", report(ERROR, WARNING)));
    assertThat(json.at("/summary").toString())
        .isEqualTo(
            "{\"files\":2,\"error\":1,\"warning\":1,\"info\":0,\"style\":0,\"suppressed\":0}");
    JsonNode found = json.at("/findings/1");
    assertThat(found.at("/code").asString()).isEqualTo("CDL1001");
    assertThat(found.at("/place").toString())
        .isEqualTo(
            "{\"file\":\"a b/web.cdl\",\"start\":{\"line\":2,\"column\":3},\"end\":{\"line\":2,\"column\":9}}");
    assertThat(found.at("/related/0/label").asString()).isEqualTo("in this block");
    assertThat(found.at("/fix/edits/0/replacement").asString()).isEqualTo("memory");
  }

  @Test
  void jsonLinesAreTheFindingsOfJson() {
    Report report = report(ERROR, WARNING);
    JsonNode findings = json(written("json", report)).at("/findings");
    List<JsonNode> lines = written("jsonl", report).lines().map(FormatsTest::json).toList();
    assertThat(lines).containsExactly(findings.get(0), findings.get(1));
  }

  @Test
  void whatIsNotToldIsKeptApart() {
    var collector = new Collector(name -> name);
    collector.addSuppressed(
        WARNING, new Suppression(Suppression.By.COMMENT, "a test"), Sources.of(WEB));
    collector.addSuppressed(
        ERROR, new Suppression(Suppression.By.BASELINE, "known"), Sources.of(WEB));
    Report report = collector.report("0.1.0");
    JsonNode json = json(written("json", report));
    assertThat(json.at("/findings")).isEmpty();
    assertThat(json.at("/summary/suppressed").asInt()).isEqualTo(2);
    assertThat(json.at("/suppressed/0/suppression").toString())
        .isEqualTo("{\"by\":\"comment\",\"reason\":\"a test\"}");
    assertThat(sarifFaults(report)).isEmpty();
    JsonNode results = json(written("sarif", report)).at("/runs/0/results");
    assertThat(results.at("/0/suppressions/0/kind").asString()).isEqualTo("inSource");
    assertThat(results.at("/1/suppressions/0/kind").asString()).isEqualTo("external");
    for (String format : List.of("jsonl", "github", "gitlab", "junit", "checkstyle")) {
      assertThat(written(format, report)).doesNotContain("CDL1001", "no command");
    }
  }

  @Test
  void sarifFitsItsSchema() {
    assertThat(sarifFaults(report(ERROR, WARNING))).isEmpty();
    assertThat(sarifFaults(report())).isEmpty();
    JsonNode result = json(written("sarif", report(ERROR))).at("/runs/0/results/0");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("a%20b/web.cdl");
    assertThat(result.at("/partialFingerprints/primaryLocationLineHash").asString())
        .matches("[0-9a-f]{16}:1");
    assertThat(
            result.at("/fixes/0/artifactChanges/0/replacements/0/insertedContent/text").asString())
        .isEqualTo("memory");
  }

  @Test
  void sarifTellsWhatCouldNotBeChecked() {
    var report = new Report(List.of(), List.of(), List.of(), List.of("cannot read x: no"), "1");
    assertThat(sarifFaults(report)).isEmpty();
    JsonNode invocation = json(written("sarif", report)).at("/runs/0/invocations/0");
    assertThat(invocation.at("/executionSuccessful").asBoolean()).isFalse();
    assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asString())
        .isEqualTo("cannot read x: no");
  }

  @Test
  void sarifSplitsWhatIsTooMuchForOneRun() {
    JsonNode runs = json(written("sarif", many(30_000, Severity.WARNING))).at("/runs");
    assertThat(runs.size()).isEqualTo(2);
    assertThat(runs.get(0).at("/results").size()).isEqualTo(25_000);
    assertThat(runs.get(1).at("/results").size()).isEqualTo(5_001);
    assertThat(runs.get(0).at("/automationDetails/id"))
        .isNotEqualTo(runs.get(1).at("/automationDetails/id"));
  }

  /** What the published schema refuses, and what ours does, which is closed and knows the prose. */
  private static List<String> sarifFaults(Report report) {
    JsonNode sarif = json(written("sarif", report));
    return Stream.concat(
            faults("sarif-2.1.0-rtm.5.schema.json", SpecificationVersion.DRAFT_4, sarif),
            faults("sarif.schema.json", SpecificationVersion.DRAFT_2020_12, sarif))
        .toList();
  }

  private static Stream<String> faults(String name, SpecificationVersion dialect, JsonNode json) {
    try (var schema = FormatsTest.class.getResourceAsStream(name)) {
      return SchemaRegistry.withDefaultDialect(dialect)
          .getSchema(JsonMapper.shared().readTree(Objects.requireNonNull(schema, name)))
          .validate(json)
          .stream()
          .map(fault -> name + ": " + fault);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void publishedSchemaOfSarifRefusesWhatIsNoSarif() {
    String sarif = written("sarif", report(ERROR));
    assertThat(
            Stream.of(
                    sarif.replace("\"startLine\": 2", "\"startLine\": -1"),
                    sarif.replace("\"level\": \"error\"", "\"level\": \"fatal\""),
                    sarif.replace("\"ruleId\"", "\"rule\""))
                .map(FormatsTest::json))
        .allSatisfy(
            wrong ->
                assertThat(
                        faults(
                            "sarif-2.1.0-rtm.5.schema.json", SpecificationVersion.DRAFT_4, wrong))
                    .isNotEmpty());
  }

  @Test
  void githubEscapesAndPutsErrorsFirst() {
    assertThat(written("github", report(WARNING, ERROR)))
        .isEqualTo(
            """
            ::error file=a b/web.cdl,line=2,endLine=2,col=3,endColumn=9,title=CDL1001::no <statement> \
            "memroy" & \u0001%0Ahelp: did you mean, 100%25: `memory`?
            ::warning file=a b/web.cdl,line=1,endLine=1,col=1,endColumn=16,title=CDL3030::no command
            """);
  }

  @Test
  void githubIsGivenTenOfEachKindAndSaysWhatIsLeft() {
    Written written = Formats.named("github").orElseThrow().write(many(12, Severity.WARNING));
    assertThat(written.text().lines()).hasSize(11).first().asString().startsWith("::error");
    assertThat(written.cut()).hasValueSatisfying(cut -> assertThat(cut).startsWith("2 findings"));
  }

  @Test
  void stepSummaryIsATableThatFits() {
    assertThat(StepSummary.of(report(WARNING)))
        .contains("| warning | CDL3030 | a b/web.cdl:1:1 | no command |");
    assertThat(StepSummary.of(report(ERROR))).contains("&lt;statement>");
    assertThat(StepSummary.of(many(2_000, Severity.WARNING)))
        .contains("The first 500 of 2001")
        .hasSizeLessThan(1 << 20);
  }

  @Test
  void gitlabHasTheFieldsThatItsPagesAskFor() {
    JsonNode issues = json(written("gitlab", report(ERROR, ERROR)));
    JsonNode issue = issues.get(0);
    assertThat(issue.propertyNames())
        .containsExactly(
            "type",
            "categories",
            "description",
            "check_name",
            "fingerprint",
            "severity",
            "location");
    assertThat(issue.at("/severity").asString()).isIn("info", "minor", "major", "critical");
    assertThat(issue.at("/location/path").asString()).isEqualTo("a b/web.cdl");
    assertThat(issue.at("/location/lines/begin").asInt()).isEqualTo(2);
    assertThat(issue.at("/fingerprint")).isNotEqualTo(issues.get(1).at("/fingerprint"));
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_STATEMENT, Bug Risk",
    "NO_MEMORY_LIMIT, Bug Risk",
    "POLICY_BROKEN, Security",
    "ESCAPE_HATCH, Style",
    "TOO_NEW, Compatibility",
  })
  void gitlabSaysWhichKindOfFindingItIs(Code code, String category) {
    JsonNode issues = json(written("gitlab", report(Diagnostic.of(code, WEB.span(0, 1), "is so"))));
    assertThat(issues.at("/0/categories/0").asString()).isEqualTo(category);
  }

  @Test
  void junitCountsWhatItHolds() {
    Report found = report(ERROR, WARNING);
    Element root =
        xml(
            written(
                "junit",
                new Report(
                    found.files(), found.findings(), List.of(), List.of("cannot read x"), "1")));
    assertThat(root.getAttribute("tests"))
        .isEqualTo(Integer.toString(elements(root, "testcase").size()))
        .isEqualTo("4");
    assertThat(root.getAttribute("failures"))
        .isEqualTo(Integer.toString(elements(root, "failure").size()))
        .isEqualTo("1");
    assertThat(root.getAttribute("errors"))
        .isEqualTo(Integer.toString(elements(root, "error").size()))
        .isEqualTo("1");
    assertThat(elements(root, "testsuite"))
        .allMatch(
            suite ->
                suite
                    .getAttribute("tests")
                    .equals(Integer.toString(elements(suite, "testcase").size())));
    assertThat(elements(root, "failure").getFirst().getAttribute("message"))
        .isEqualTo("no <statement> \"memroy\" & \uFFFD");
  }

  @Test
  void checkstyleNamesFileAndPlace() {
    Element root = xml(written("checkstyle", report(ERROR, WARNING)));
    assertThat(elements(root, "file").getFirst().getAttribute("name")).isEqualTo("a b/web.cdl");
    Element error = elements(root, "error").get(1);
    assertThat(error.getAttribute("line")).isEqualTo("2");
    assertThat(error.getAttribute("severity")).isEqualTo("error");
    assertThat(error.getAttribute("source")).isEqualTo("cdlc.CDL1001");
    assertThat(error.getAttribute("message")).contains("\nhelp: ");
  }
}
