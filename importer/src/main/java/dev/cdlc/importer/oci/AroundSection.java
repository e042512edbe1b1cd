package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Amount;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Says {@code hooks} and {@code annotations}. */
final class AroundSection {
  private static final String OWN = "org.cdlc.";

  private AroundSection() {}

  static List<Statement> hooks(JsonNode hooks) {
    return hooks.properties().stream()
        .flatMap(
            kind ->
                Json.entries(kind.getValue()).stream()
                    .map(hook -> hook(phase(kind.getKey()), hook)))
        .toList();
  }

  /** As in {@code create-runtime}. */
  private static String phase(String property) {
    return property.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Statement hook(String phase, JsonNode hook) {
    List<String> words = new ArrayList<>(List.of("hook", phase));
    words.add(Word.of(hook.path("path").asString("")));
    Json.texts(hook.path("args")).stream().skip(1).map(Word::of).forEach(words::add);
    List<Statement> block = new ArrayList<>();
    block.addAll(ProcessSection.one("timeout", Json.number(hook, "timeout").map(Amount::seconds)));
    List<String> env = Json.texts(hook.path("env")).stream().map(ProcessSection::variable).toList();
    if (!env.isEmpty()) {
      block.add(Statement.listing("env", env));
    }
    return Statement.of(words).with(block);
  }

  static List<Statement> annotations(JsonNode annotations) {
    return Stream.concat(
            OwnAnnotations.statements(annotations).stream(), foreign(annotations).stream())
        .toList();
  }

  private static List<Statement> foreign(JsonNode annotations) {
    List<String> entries =
        annotations.properties().stream()
            .filter(entry -> !entry.getKey().startsWith(OWN))
            .map(entry -> Word.assignment(entry.getKey(), entry.getValue().asString()))
            .toList();
    return entries.isEmpty() ? List.of() : List.of(Statement.listing("annotation", entries));
  }
}
