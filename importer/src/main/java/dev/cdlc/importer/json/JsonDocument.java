package dev.cdlc.importer.json;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A JSON text that was read.
 *
 * @param values where each value stands, by JSON pointer (RFC 6901)
 * @param names where the name of each property stands, by the pointer of its value
 */
public record JsonDocument(
    Source source, JsonNode root, Map<String, Span> values, Map<String, Span> names) {
  public JsonDocument {
    values = Map.copyOf(values);
    names = Map.copyOf(names);
  }

  /** The place of a value, or of the nearest that holds it. */
  public Span at(String pointer) {
    Span place = values.get(pointer);
    return place != null ? place : at(pointer.substring(0, pointer.lastIndexOf('/')));
  }

  /** The place of a property's name. */
  public Optional<Span> name(String pointer) {
    return Optional.ofNullable(names.get(pointer));
  }
}
