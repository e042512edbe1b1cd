package dev.cdlc.compiler.report;

import java.util.stream.Collectors;

/** A JSON object a line, one for each finding. */
final class JsonLinesFormat implements Format {
  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public String reader() {
    return "one object a line";
  }

  @Override
  public Written write(Report report) {
    return Written.whole(
        report.findings().stream()
            .map(found -> JsonFormat.json(found).line() + "\n")
            .collect(Collectors.joining()));
  }
}
