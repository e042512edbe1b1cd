package dev.cdlc.importer.oci;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a valid config.json holds, by type: a property that is absent is empty. */
final class Json {
  private Json() {}

  static Optional<String> text(JsonNode object, String name) {
    return Optional.ofNullable(object.get(name)).map(JsonNode::asString);
  }

  static Optional<BigInteger> number(JsonNode object, String name) {
    return Optional.ofNullable(object.get(name)).map(JsonNode::bigIntegerValue);
  }

  static Optional<Boolean> flag(JsonNode object, String name) {
    return Optional.ofNullable(object.get(name)).map(JsonNode::booleanValue);
  }

  /** The texts of an array; none where it is absent. */
  static List<String> texts(JsonNode array) {
    return entries(array).stream().map(JsonNode::asString).toList();
  }

  static ArrayNode array(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  /** The entries of an array; none where it is absent. */
  static List<JsonNode> entries(JsonNode array) {
    return array.isArray() ? StreamSupport.stream(array.spliterator(), false).toList() : List.of();
  }
}
