package dev.cdlc.compiler.report;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.json.JsonObject;
import java.util.List;

/**
 * The code quality report of GitLab, shown in merge requests. GitLab asks for less than Code
 * Climate's specification, by which others read it too; this has what both do.
 */
final class GitlabFormat implements Format {
  @Override
  public String name() {
    return "gitlab";
  }

  @Override
  public String reader() {
    return "a code quality report of GitLab";
  }

  @Override
  public Written write(Report report) {
    return Written.whole(
        JsonObject.text(report.findings().stream().map(GitlabFormat::issue).toList()));
  }

  /** A fingerprint is unique in the whole report. */
  private static JsonObject issue(Finding found) {
    Place place = found.place();
    return new JsonObject()
        .put("type", "issue")
        .texts("categories", List.of(category(found.code())))
        .put("description", found.message())
        .put("check_name", found.code().id())
        .put("fingerprint", place.file() + ":" + found.fingerprint())
        .put("severity", severity(found.severity()))
        .put(
            "location",
            new JsonObject()
                .put("path", place.file())
                .put(
                    "lines",
                    new JsonObject().put("begin", place.startLine()).put("end", place.endLine())));
  }

  /** One of those that Code Climate's specification lists. */
  private static String category(Code code) {
    return switch (code.id().substring(0, "CDL20".length())) {
      case "CDL20" -> "Security";
      case "CDL40" -> "Style";
      case "CDL50" -> "Compatibility";
      default -> "Bug Risk";
    };
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "critical";
      case WARNING -> "major";
      case INFO -> "minor";
      case STYLE -> "info";
    };
  }
}
