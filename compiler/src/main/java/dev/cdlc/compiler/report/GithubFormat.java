package dev.cdlc.compiler.report;

import dev.cdlc.compiler.diagnostic.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Workflow commands, which GitHub shows beside the lines of a pull request: ten errors, ten
 * warnings and ten notices a step, and so the errors first.
 */
final class GithubFormat implements Format {
  private static final int MOST_OF_A_KIND = 10;

  @Override
  public String name() {
    return "github";
  }

  @Override
  public String reader() {
    return "annotations of a GitHub workflow";
  }

  @Override
  public Written write(Report report) {
    List<Finding> notices =
        Stream.of(Severity.INFO, Severity.STYLE)
            .flatMap(severity -> report.of(severity).stream())
            .toList();
    List<Finding> shown =
        Stream.of(report.of(Severity.ERROR), report.of(Severity.WARNING), notices)
            .flatMap(kind -> kind.stream().limit(MOST_OF_A_KIND))
            .toList();
    String text = shown.stream().map(GithubFormat::command).collect(Collectors.joining());
    return new Written(text, cut(report.findings().size() - shown.size()));
  }

  private static Optional<String> cut(int left) {
    return left == 0
        ? Optional.empty()
        : Optional.of(
            "%d findings have no annotation: GitHub shows %d errors, warnings and notices each"
                .formatted(left, MOST_OF_A_KIND));
  }

  private static String command(Finding found) {
    return "::%s %s,title=%s::%s\n"
        .formatted(
            kind(found.severity()),
            properties(found.place()),
            found.code().id(),
            data(found.sentence()));
  }

  private static String kind(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, STYLE -> "notice";
    };
  }

  /** Columns are taken only for a place within one line. */
  private static String properties(Place place) {
    String lines =
        "file=%s,line=%d,endLine=%d"
            .formatted(property(place.file()), place.startLine(), place.endLine());
    return place.isWithinOneLine()
        ? "%s,col=%d,endColumn=%d".formatted(lines, place.startColumn(), place.endColumn())
        : lines;
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
