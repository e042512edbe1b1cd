package dev.cdlc.compiler.report;

import java.util.List;
import java.util.stream.Collectors;

/** A report as the Markdown that GitHub shows on the page of a workflow's run. */
public final class StepSummary {
  /** GitHub takes 1 MiB a step. */
  private static final int MOST_ROWS = 500;

  /** In UTF-16 units. */
  private static final int LONGEST_MESSAGE = 300;

  private StepSummary() {}

  public static String of(Report report) {
    List<Finding> findings = report.findings();
    return heading(report)
        + findings.stream().limit(MOST_ROWS).map(StepSummary::row).collect(Collectors.joining())
        + (findings.size() > MOST_ROWS
            ? "\nThe first %d of %d findings are shown.\n".formatted(MOST_ROWS, findings.size())
            : "");
  }

  private static String heading(Report report) {
    int count = report.findings().size();
    String title = "### cdlc: %d finding%s\n".formatted(count, count == 1 ? "" : "s");
    return report.findings().isEmpty()
        ? title
        : title + "\n| Severity | Code | Place | Finding |\n|---|---|---|---|\n";
  }

  private static String row(Finding found) {
    return "| %s | %s | %s | %s |\n"
        .formatted(
            JsonFormat.word(found.severity()),
            found.code().id(),
            cell(found.place().toString()),
            cell(found.message()));
  }

  private static String cell(String text) {
    String shown =
        text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
    return shown
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("|", "\\|")
        .replaceAll("\\s", " ");
  }
}
