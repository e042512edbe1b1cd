package dev.cdlc.importer.json;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.json.Json;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes a tree of Jackson's, and notes where its values stand. */
final class JsonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<String, Span> values = new HashMap<>();
  private final Map<String, Span> names = new HashMap<>();

  Map<String, Span> values() {
    return values;
  }

  Map<String, Span> names() {
    return names;
  }

  JsonNode node(Json value, String pointer) {
    values.put(pointer, value.span());
    return switch (value) {
      case Json.Text(var text, _) -> NODES.stringNode(text);
      case Json.Whole(var number, _) -> NODES.numberNode(number);
      case Json.Flag(var on, _) -> NODES.booleanNode(on);
      case Json.Null _ -> NODES.nullNode();
      case Json.Sequence sequence -> array(sequence, pointer);
      case Json.Mapping mapping -> object(mapping, pointer);
    };
  }

  private JsonNode array(Json.Sequence sequence, String pointer) {
    ArrayNode array = NODES.arrayNode();
    sequence.items().forEach(item -> array.add(node(item, pointer + "/" + array.size())));
    return array;
  }

  private JsonNode object(Json.Mapping mapping, String pointer) {
    ObjectNode object = NODES.objectNode();
    for (Json.Property property : mapping.properties()) {
      String inside = pointer + "/" + property.name().replace("~", "~0").replace("/", "~1");
      names.put(inside, property.place());
      object.set(property.name(), node(property.value(), inside));
    }
    return object;
  }
}
