package dev.cdlc.compiler.report;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.explain.Explain;
import dev.cdlc.compiler.json.JsonObject;
import dev.cdlc.compiler.json.UriReference;
import dev.cdlc.compiler.report.Finding.Related;
import dev.cdlc.compiler.report.Finding.Repair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * SARIF 2.1.0 (OASIS), within the limits of GitHub's code scanning: 25,000 results a run, 20 runs.
 */
final class SarifFormat implements Format {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final int MOST_RESULTS_OF_A_RUN = 25_000;
  private static final int MOST_RUNS = 20;
  private static final int MOST = MOST_RESULTS_OF_A_RUN * MOST_RUNS;

  @Override
  public String name() {
    return "sarif";
  }

  @Override
  public String reader() {
    return "SARIF 2.1.0, for code scanning";
  }

  @Override
  public Written write(Report report) {
    List<Finding> all =
        Stream.concat(report.findings().stream(), report.suppressed().stream()).toList();
    List<Finding> kept = all.stream().limit(MOST).toList();
    int left = all.size() - kept.size();
    Optional<String> cut =
        left == 0
            ? Optional.empty()
            : Optional.of("%d findings are left out: SARIF readers take %d".formatted(left, MOST));
    String text =
        new JsonObject()
            .put("$schema", SCHEMA)
            .put("version", "2.1.0")
            .put("runs", runs(report, kept, cut))
            .text();
    return new Written(text, cut);
  }

  private static List<JsonObject> runs(Report report, List<Finding> kept, Optional<String> cut) {
    var runs = new ArrayList<JsonObject>();
    int start = 0;
    do {
      int end = Math.min(start + MOST_RESULTS_OF_A_RUN, kept.size());
      runs.add(run(report, kept.subList(start, end), runs.size() + 1, cut));
      start = end;
    } while (start < kept.size());
    return runs;
  }

  /** Two runs of one category would be refused. */
  private static JsonObject run(
      Report report, List<Finding> findings, int number, Optional<String> cut) {
    List<Code> rules = findings.stream().map(Finding::code).distinct().sorted().toList();
    return new JsonObject()
        .put("tool", new JsonObject().put("driver", driver(report, rules)))
        .put("automationDetails", new JsonObject().put("id", "cdlc/" + number + "/"))
        .put("invocations", List.of(invocation(report, cut)))
        .put("columnKind", "unicodeCodePoints")
        .put(
            "results",
            findings.stream().map(found -> result(found, rules.indexOf(found.code()))).toList());
  }

  private static JsonObject driver(Report report, List<Code> rules) {
    return new JsonObject()
        .put("name", "cdlc")
        .put("version", report.version())
        .put("rules", rules.stream().map(SarifFormat::rule).toList());
  }

  private static JsonObject rule(Code code) {
    String page = Explain.page(code.id()).orElse(code.id());
    String title = page.lines().findFirst().orElse("");
    return new JsonObject()
        .put("id", code.id())
        .put("name", pascalCase(code))
        .put("shortDescription", text(title.substring(title.indexOf(':') + 1).strip()))
        .put("help", text(page).put("markdown", page))
        .put("defaultConfiguration", new JsonObject().put("level", level(code.severity())));
  }

  private static String pascalCase(Code code) {
    var name = new StringBuilder();
    for (String word : code.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  private static JsonObject invocation(Report report, Optional<String> cut) {
    var notifications = new ArrayList<JsonObject>();
    report.troubles().forEach(trouble -> notifications.add(notification("error", trouble)));
    cut.ifPresent(clause -> notifications.add(notification("warning", clause)));
    return new JsonObject()
        .put("executionSuccessful", report.troubles().isEmpty())
        .putSome("toolExecutionNotifications", notifications);
  }

  private static JsonObject notification(String level, String clause) {
    return new JsonObject().put("level", level).put("message", text(clause));
  }

  private static JsonObject result(Finding found, int rule) {
    var result =
        new JsonObject()
            .put("ruleId", found.code().id())
            .put("ruleIndex", rule)
            .put("level", level(found.severity()))
            .put("message", text(found.sentence()))
            .put("locations", List.of(location(found.place())))
            .putSome("relatedLocations", related(found.related()))
            .put(
                "partialFingerprints",
                new JsonObject().put("primaryLocationLineHash", found.fingerprint()));
    found.repair().ifPresent(repair -> result.put("fixes", List.of(fix(repair))));
    found.suppression().ifPresent(why -> result.put("suppressions", List.of(suppression(why))));
    return result;
  }

  private static JsonObject suppression(Suppression why) {
    return new JsonObject().put("kind", why.by().kind()).put("justification", why.reason());
  }

  private static List<JsonObject> related(List<Related> related) {
    var locations = new ArrayList<JsonObject>();
    for (Related one : related) {
      locations.add(
          location(one.place()).put("id", locations.size() + 1).put("message", text(one.text())));
    }
    return locations;
  }

  private static JsonObject fix(Repair repair) {
    return new JsonObject()
        .put("description", text(repair.title()))
        .put(
            "artifactChanges",
            repair.replacements().stream()
                .map(
                    edit ->
                        new JsonObject()
                            .put("artifactLocation", artifact(edit.place()))
                            .put(
                                "replacements",
                                List.of(
                                    new JsonObject()
                                        .put("deletedRegion", region(edit.place()))
                                        .put("insertedContent", text(edit.text())))))
                .toList());
  }

  private static JsonObject location(Place place) {
    return new JsonObject()
        .put(
            "physicalLocation",
            new JsonObject().put("artifactLocation", artifact(place)).put("region", region(place)));
  }

  private static JsonObject artifact(Place place) {
    return new JsonObject().put("uri", UriReference.of(place.file()));
  }

  private static JsonObject region(Place place) {
    return new JsonObject()
        .put("startLine", place.startLine())
        .put("startColumn", place.startColumn())
        .put("endLine", place.endLine())
        .put("endColumn", place.endColumn());
  }

  private static JsonObject text(String text) {
    return new JsonObject().put("text", text);
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, STYLE -> "note";
    };
  }
}
