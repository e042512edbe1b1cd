package dev.cdlc.compiler.report;

import dev.cdlc.compiler.diagnostic.Severity;
import java.util.List;
import java.util.Map;

/**
 * A JUnit report: a suite a file, a test a finding. An error is a failed test; other findings pass,
 * as they let the command pass, and are told in its output. What could not be checked is a suite of
 * its own.
 */
final class JunitFormat implements Format {
  @Override
  public String name() {
    return "junit";
  }

  @Override
  public String reader() {
    return "a report of tests, as JUnit's";
  }

  @Override
  public Written write(Report report) {
    var xml = new Xml();
    Map<String, List<Finding>> byFile = report.byFile();
    long tests =
        byFile.values().stream().mapToInt(List::size).sum()
            + report.files().stream().filter(file -> !byFile.containsKey(file)).count()
            + report.troubles().size();
    open(xml, "testsuites", "cdlc", tests, failures(report.findings()), report.troubles().size());
    report.files().stream()
        .filter(file -> !byFile.containsKey(file))
        .forEach(file -> suite(xml, file, List.of()));
    byFile.forEach((file, findings) -> suite(xml, file, findings));
    if (!report.troubles().isEmpty()) {
      troubles(xml, report.troubles());
    }
    return Written.whole(xml.close().text());
  }

  private static void open(
      Xml xml, String element, String name, long tests, long failures, long errors) {
    xml.open(
        element,
        "name",
        name,
        "tests",
        Long.toString(tests),
        "failures",
        Long.toString(failures),
        "errors",
        Long.toString(errors),
        "time",
        "0");
  }

  private static long failures(List<Finding> findings) {
    return findings.stream().filter(found -> found.severity() == Severity.ERROR).count();
  }

  private static void suite(Xml xml, String file, List<Finding> findings) {
    open(xml, "testsuite", file, Math.max(1, findings.size()), failures(findings), 0);
    if (findings.isEmpty()) {
      xml.empty("testcase", "classname", file, "name", "nothing found", "time", "0");
    }
    findings.forEach(found -> test(xml, found));
    xml.close();
  }

  private static void test(Xml xml, Finding found) {
    Place place = found.place();
    String name =
        "%s at %d:%d".formatted(found.code().id(), place.startLine(), place.startColumn());
    xml.open("testcase", "classname", place.file(), "name", name, "time", "0");
    String text = place + ": " + found.sentence();
    if (found.severity() == Severity.ERROR) {
      xml.element("failure", text, "message", found.message(), "type", found.code().id());
    } else {
      xml.element("system-out", JsonFormat.word(found.severity()) + ": " + text);
    }
    xml.close();
  }

  private static void troubles(Xml xml, List<String> troubles) {
    open(xml, "testsuite", "cdlc", troubles.size(), 0, troubles.size());
    for (String trouble : troubles) {
      xml.open("testcase", "classname", "cdlc", "name", trouble, "time", "0");
      xml.element("error", trouble, "message", trouble, "type", "unreadable");
      xml.close();
    }
    xml.close();
  }
}
