package dev.cdlc.importer.json;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.json.Json;
import dev.cdlc.compiler.json.ReadJson;
import dev.cdlc.compiler.json.Wanted;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON text that was read.
 *
 * @param values where each value stands, by JSON pointer (RFC 6901)
 * @param names where the name of each property stands, by the pointer of its value
 */
public record JsonDocument(
    Source source, JsonNode root, Map<String, Span> values, Map<String, Span> names) {
  private static final Wanted CONFIG =
      new Wanted(
          "config.json",
          "give the config.json of a bundle; `runc spec` writes one",
          Code.NOT_JSON,
          Code.PROPERTY_TWICE);

  public JsonDocument {
    values = Map.copyOf(values);
    names = Map.copyOf(names);
  }

  /** The document, or what is wrong with its text. */
  public static Result<JsonDocument> read(Source source) {
    return ReadJson.read(source, CONFIG).map(root -> of(source, root));
  }

  private static JsonDocument of(Source source, Json root) {
    var tree = new JsonTree();
    JsonNode node = tree.node(root, "");
    return new JsonDocument(source, node, tree.values(), tree.names());
  }

  /** The same where a property of the whole, if that is an object, is what another has. */
  public JsonDocument with(String property, JsonDocument other) {
    if (!(root instanceof ObjectNode object)) {
      return this;
    }
    ObjectNode merged = object.deepCopy();
    merged.set(property, other.root);
    String pointer = "/" + property;
    return new JsonDocument(
        source, merged, merged(values, pointer, other.values), merged(names, pointer, other.names));
  }

  private static Map<String, Span> merged(
      Map<String, Span> own, String pointer, Map<String, Span> others) {
    var places = new HashMap<>(own);
    places.keySet().removeIf(key -> key.equals(pointer) || key.startsWith(pointer + "/"));
    others.forEach((key, span) -> places.put(pointer + key, span));
    return places;
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
