package dev.cdlc.importer.oci;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A config.json without what says nothing: nulls, empty texts, objects and arrays, which the
 * readers of the runtimes cannot tell from absence. Numbers are of one type.
 */
final class Tidy {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What means something although it is empty. */
  private static final Set<String> MEANT_EMPTY =
      Set.of(
          "/process/capabilities",
          "/linux/intelRdt",
          "/mounts/*/uidMappings",
          "/mounts/*/gidMappings");

  /** Objects whose properties are not the specification's, so that each means something. */
  private static final Set<String> MAPS =
      Set.of("/annotations", "/linux/sysctl", "/linux/netDevices", "/linux/resources/unified");

  private Tidy() {}

  static JsonNode of(JsonNode config) {
    return tidy(config, "");
  }

  private static JsonNode tidy(JsonNode node, String pointer) {
    return switch (node) {
      case ObjectNode object -> tidyObject(object, pointer);
      case ArrayNode array -> {
        ArrayNode tidy = NODES.arrayNode();
        array.forEach(entry -> tidy.add(tidy(entry, pointer + "/*")));
        yield tidy;
      }
      default -> node.isNumber() ? NODES.numberNode(node.bigIntegerValue()) : node;
    };
  }

  private static ObjectNode tidyObject(ObjectNode object, String pointer) {
    ObjectNode tidy = NODES.objectNode();
    for (var property : object.properties()) {
      String inside = pointer + "/" + property.getKey();
      JsonNode value = tidy(property.getValue(), inside);
      boolean meant = MAPS.contains(pointer) || MEANT_EMPTY.contains(inside);
      if (!value.isNull() && (meant || !isEmpty(value))) {
        tidy.set(property.getKey(), value);
      }
    }
    return tidy;
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isContainer() ? value.isEmpty() : value.isString() && value.asString().isEmpty();
  }
}
