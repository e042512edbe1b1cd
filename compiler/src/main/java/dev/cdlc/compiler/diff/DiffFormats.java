package dev.cdlc.compiler.diff;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.json.JsonObject;
import dev.cdlc.compiler.json.UriReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms in which changes are told. */
public final class DiffFormats {
  /** Raised when a reader of the former form could misread the new one. */
  private static final int VERSION = 1;

  /** Writes changes; the text ends in a newline. */
  public interface Form {
    String of(List<Change> changes);
  }

  private static final Map<String, Form> ALL = new LinkedHashMap<>();

  static {
    ALL.put("text", DiffFormats::text);
    ALL.put("markdown", DiffFormats::markdown);
    ALL.put("json", DiffFormats::json);
    ALL.put("sarif", DiffFormats::sarif);
  }

  private DiffFormats() {}

  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  public static Optional<Form> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  private static String text(List<Change> changes) {
    return changes.stream()
            .map(
                change ->
                    "%-7s  %s: %s: %s%n         %s%n"
                        .formatted(
                            change.effect().word(),
                            change.container(),
                            change.subject(),
                            change.summary(),
                            change.meaning()))
            .collect(Collectors.joining())
        + count(changes)
        + "\n";
  }

  /** As in {@code 3 changes: 1 widens, 2 neutral}. */
  private static String count(List<Change> changes) {
    if (changes.isEmpty()) {
      return "nothing changes for a container";
    }
    Map<Effect, Long> counts =
        changes.stream().collect(Collectors.groupingBy(Change::effect, Collectors.counting()));
    String effects =
        List.of(Effect.values()).stream()
            .filter(counts::containsKey)
            .map(effect -> counts.get(effect) + " " + effect.word())
            .collect(Collectors.joining(", "));
    return "%d change%s: %s".formatted(changes.size(), changes.size() == 1 ? "" : "s", effects);
  }

  private static String markdown(List<Change> changes) {
    String heading = "### " + count(changes) + "\n";
    return changes.isEmpty()
        ? heading
        : changes.stream()
            .map(DiffFormats::row)
            .collect(
                Collectors.joining(
                    "",
                    heading
                        + "\n| | Container | What | Change | For the kernel |\n|---|---|---|---|---|\n",
                    ""));
  }

  private static String row(Change change) {
    return "| **%s** | %s | %s | %s | %s |\n"
        .formatted(
            change.effect().word(),
            cell(change.container()),
            cell(change.subject()),
            cell(change.summary()),
            cell(change.meaning()));
  }

  private static String cell(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("|", "\\|")
        .replace("`", "\\`")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replaceAll("\\s", " ");
  }

  private static String json(List<Change> changes) {
    return new JsonObject()
        .put("version", VERSION)
        .put(
            "changes",
            changes.stream()
                .map(
                    change ->
                        new JsonObject()
                            .put("container", change.container())
                            .put("property", change.property())
                            .put("key", change.key())
                            .put("before", change.before())
                            .put("after", change.after())
                            .put("effect", change.effect().word())
                            .put("meaning", change.meaning()))
                .toList())
        .text();
  }

  private static String sarif(List<Change> changes) {
    var driver =
        new JsonObject()
            .put("name", "cdlc diff")
            .put(
                "rules",
                List.of(Effect.values()).stream()
                    .map(effect -> new JsonObject().put("id", effect.word()))
                    .toList());
    var run =
        new JsonObject()
            .put("tool", new JsonObject().put("driver", driver))
            .put("columnKind", "unicodeCodePoints")
            .put("results", changes.stream().map(DiffFormats::result).toList());
    return new JsonObject()
        .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        .put("version", "2.1.0")
        .put("runs", List.of(run))
        .text();
  }

  private static JsonObject result(Change change) {
    var message =
        "%s: %s: %s\n%s"
            .formatted(change.container(), change.subject(), change.summary(), change.meaning());
    return new JsonObject()
        .put("ruleId", change.effect().word())
        .put("level", change.effect() == Effect.WIDENS ? "warning" : "note")
        .put("message", new JsonObject().put("text", message))
        .put("locations", List.of(location(change)));
  }

  private static JsonObject location(Change change) {
    var span = change.origin().place().span();
    Source source = change.origin().sources().of(span);
    return new JsonObject()
        .put(
            "physicalLocation",
            new JsonObject()
                .put(
                    "artifactLocation",
                    new JsonObject().put("uri", UriReference.of(source.id().name())))
                .put(
                    "region",
                    new JsonObject()
                        .put("startLine", source.line(span.start()))
                        .put("startColumn", source.column(span.start()))
                        .put("endLine", source.line(span.end()))
                        .put("endColumn", source.column(span.end()))));
  }
}
