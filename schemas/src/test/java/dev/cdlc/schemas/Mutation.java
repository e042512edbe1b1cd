package dev.cdlc.schemas;

import java.math.BigInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A document that differs from a valid one in a single place. */
record Mutation(Kind kind, JsonPointer place, JsonNode document) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What was done to the place. */
  enum Kind {
    WRONG_TYPE,
    REMOVED,
    UNKNOWN_PROPERTY,
    EMPTY_PROPERTY_NAME,
    UNKNOWN_WORD,
    EMPTY_STRING,
    NUL_IN_STRING,
    BELOW_INT64,
    MINUS_TWO,
    ABOVE_UINT64,
    ABOVE_UINT32,
    FRACTION,
    EMPTY_ARRAY,
    FIRST_TWICE
  }

  @Override
  public String toString() {
    return kind + " at " + place;
  }

  /** Every mutation of every place of the document. */
  static Stream<Mutation> of(JsonNode document) {
    return places(JsonPointer.empty(), document)
        .flatMap(place -> Stream.of(Kind.values()).flatMap(kind -> apply(kind, place, document)));
  }

  private static Stream<JsonPointer> places(JsonPointer place, JsonNode node) {
    Stream<JsonPointer> below =
        switch (node.getNodeType()) {
          case OBJECT ->
              node.propertyStream()
                  .flatMap(p -> places(place.appendProperty(p.getKey()), p.getValue()));
          case ARRAY -> {
            Stream.Builder<Stream<JsonPointer>> elements = Stream.builder();
            for (int i = 0; i < node.size(); i++) {
              elements.add(places(place.appendIndex(i), node.get(i)));
            }
            yield elements.build().flatMap(s -> s);
          }
          case STRING, NUMBER, BOOLEAN, NULL, BINARY, MISSING, POJO -> Stream.empty();
        };
    return Stream.concat(Stream.of(place), below);
  }

  private static Stream<Mutation> apply(Kind kind, JsonPointer place, JsonNode document) {
    JsonNode node = document.at(place);
    return switch (kind) {
      case WRONG_TYPE -> Stream.of(replaced(kind, place, document, otherType(node)));
      case REMOVED -> removed(place, document);
      case UNKNOWN_PROPERTY -> inObject(kind, place, document, o -> o.put("memroy", 1));
      case EMPTY_PROPERTY_NAME -> inObject(kind, place, document, o -> o.put("", "x"));
      case UNKNOWN_WORD -> string(kind, place, document, "?");
      case EMPTY_STRING -> string(kind, place, document, "");
      case NUL_IN_STRING -> string(kind, place, document, node.asString("") + "\0");
      case BELOW_INT64 ->
          number(kind, place, document, NODES.numberNode(new BigInteger("-9223372036854775809")));
      case MINUS_TWO -> number(kind, place, document, NODES.numberNode(new BigInteger("-2")));
      case ABOVE_UINT64 ->
          number(kind, place, document, NODES.numberNode(new BigInteger("18446744073709551616")));
      case ABOVE_UINT32 ->
          number(kind, place, document, NODES.numberNode(new BigInteger("4294967296")));
      case FRACTION -> number(kind, place, document, NODES.numberNode(1.5));
      case EMPTY_ARRAY -> inArray(kind, place, document, ArrayNode::removeAll);
      case FIRST_TWICE -> inArray(kind, place, document, a -> a.add(a.get(0).deepCopy()));
    };
  }

  private static JsonNode otherType(JsonNode node) {
    return node.isObject() || node.isArray() ? NODES.stringNode("x") : NODES.objectNode();
  }

  private static Stream<Mutation> removed(JsonPointer place, JsonNode document) {
    if (place.matches() || !document.at(place.head()).isObject()) {
      return Stream.empty();
    }
    JsonNode copy = document.deepCopy();
    ((ObjectNode) copy.at(place.head())).remove(place.last().getMatchingProperty());
    return Stream.of(new Mutation(Kind.REMOVED, place, copy));
  }

  private static Stream<Mutation> string(
      Kind kind, JsonPointer place, JsonNode document, String value) {
    return document.at(place).isString()
        ? Stream.of(replaced(kind, place, document, NODES.stringNode(value)))
        : Stream.empty();
  }

  private static Stream<Mutation> number(
      Kind kind, JsonPointer place, JsonNode document, JsonNode value) {
    return document.at(place).isNumber()
        ? Stream.of(replaced(kind, place, document, value))
        : Stream.empty();
  }

  private static Stream<Mutation> inObject(
      Kind kind, JsonPointer place, JsonNode document, Consumer<ObjectNode> change) {
    JsonNode copy = document.deepCopy();
    if (!(copy.at(place) instanceof ObjectNode object)) {
      return Stream.empty();
    }
    change.accept(object);
    return Stream.of(new Mutation(kind, place, copy));
  }

  private static Stream<Mutation> inArray(
      Kind kind, JsonPointer place, JsonNode document, Consumer<ArrayNode> change) {
    JsonNode copy = document.deepCopy();
    if (!(copy.at(place) instanceof ArrayNode array) || array.isEmpty()) {
      return Stream.empty();
    }
    change.accept(array);
    return Stream.of(new Mutation(kind, place, copy));
  }

  private static Mutation replaced(
      Kind kind, JsonPointer place, JsonNode document, JsonNode value) {
    if (place.matches()) {
      return new Mutation(kind, place, value);
    }
    JsonNode copy = document.deepCopy();
    switch (copy.at(place.head())) {
      case ObjectNode object -> object.set(place.last().getMatchingProperty(), value);
      case ArrayNode array -> array.set(place.last().getMatchingIndex(), value);
      case JsonNode other -> throw new IllegalStateException("a child of " + other);
    }
    return new Mutation(kind, place, copy);
  }
}
