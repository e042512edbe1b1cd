package dev.cdlc.compiler.report;

import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.json.JsonObject;
import dev.cdlc.compiler.report.Finding.Repair;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** All that is known, as one JSON document of cdlc's own. */
final class JsonFormat implements Format {
  /** Raised when a reader of the former form could misread the new one. */
  private static final int VERSION = 1;

  @Override
  public String name() {
    return "json";
  }

  @Override
  public String reader() {
    return "one document of all";
  }

  @Override
  public Written write(Report report) {
    return Written.whole(
        new JsonObject()
            .put("version", VERSION)
            .put("cdlc", report.version())
            .put("summary", summary(report))
            .put("findings", report.findings().stream().map(JsonFormat::json).toList())
            .put("suppressed", report.suppressed().stream().map(JsonFormat::json).toList())
            .texts("troubles", report.troubles())
            .text());
  }

  private static JsonObject summary(Report report) {
    var summary = new JsonObject().put("files", report.files().size());
    Arrays.stream(Severity.values())
        .forEach(severity -> summary.put(word(severity), report.of(severity).size()));
    return summary.put("suppressed", report.suppressed().size());
  }

  /** A finding, as the one-line form has it too. */
  static JsonObject json(Finding found) {
    var json =
        new JsonObject()
            .put("code", found.code().id())
            .put("severity", word(found.severity()))
            .put("message", found.message())
            .put("place", found.place().json())
            .put("label", found.label())
            .put("related", related(found))
            .put("help", found.help());
    found.repair().ifPresent(repair -> json.put("fix", json(repair)));
    json.put("fingerprint", found.fingerprint());
    found.suppression().ifPresent(why -> json.put("suppression", json(why)));
    return json;
  }

  private static JsonObject json(Suppression why) {
    return new JsonObject()
        .put("by", why.by().name().toLowerCase(Locale.ROOT))
        .put("reason", why.reason());
  }

  private static List<JsonObject> related(Finding found) {
    return found.related().stream()
        .map(one -> new JsonObject().put("place", one.place().json()).put("label", one.text()))
        .toList();
  }

  private static JsonObject json(Repair repair) {
    return new JsonObject()
        .put("title", repair.title())
        .put(
            "edits",
            repair.replacements().stream()
                .map(
                    edit ->
                        new JsonObject()
                            .put("place", edit.place().json())
                            .put("replacement", edit.text()))
                .toList());
  }

  static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
