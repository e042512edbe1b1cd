package dev.cdlc.compiler.report;

import dev.cdlc.compiler.diagnostic.Severity;
import java.util.List;

/** The report of Checkstyle, which many programs read. */
final class CheckstyleFormat implements Format {
  /** The version of Checkstyle whose report has this form. */
  private static final String VERSION = "4.3";

  @Override
  public String name() {
    return "checkstyle";
  }

  @Override
  public String reader() {
    return "a report as Checkstyle's";
  }

  @Override
  public Written write(Report report) {
    var xml = new Xml().open("checkstyle", "version", VERSION);
    report.byFile().forEach((name, findings) -> file(xml, name, findings));
    return Written.whole(xml.close().text());
  }

  private static void file(Xml xml, String file, List<Finding> findings) {
    xml.open("file", "name", file);
    findings.forEach(found -> error(xml, found));
    xml.close();
  }

  private static void error(Xml xml, Finding found) {
    xml.empty(
        "error",
        "line",
        Integer.toString(found.place().startLine()),
        "column",
        Integer.toString(found.place().startColumn()),
        "severity",
        severity(found.severity()),
        "message",
        found.sentence(),
        "source",
        "cdlc." + found.code().id());
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, STYLE -> "info";
    };
  }
}
