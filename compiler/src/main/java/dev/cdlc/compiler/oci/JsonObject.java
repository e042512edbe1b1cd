package dev.cdlc.compiler.oci;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A JSON object in the making: what is absent or empty is left out, unless it is put. */
final class JsonObject {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ObjectNode node = JSON.objectNode();

  ObjectNode node() {
    return node;
  }

  JsonObject put(String name, String value) {
    node.put(name, value);
    return this;
  }

  JsonObject put(String name, long value) {
    node.put(name, value);
    return this;
  }

  JsonObject put(String name, boolean value) {
    node.put(name, value);
    return this;
  }

  JsonObject put(String name, JsonNode value) {
    node.set(name, value);
    return this;
  }

  /** A number of 64 bits without a sign. */
  JsonObject putUnsigned(String name, long value) {
    node.put(name, new BigInteger(Long.toUnsignedString(value)));
    return this;
  }

  JsonObject text(String name, Optional<String> value) {
    value.ifPresent(present -> node.put(name, present));
    return this;
  }

  JsonObject number(String name, Optional<Long> value) {
    value.ifPresent(present -> node.put(name, present));
    return this;
  }

  JsonObject number(String name, OptionalInt value) {
    value.ifPresent(present -> node.put(name, present));
    return this;
  }

  JsonObject flag(String name, Optional<Boolean> value) {
    value.ifPresent(present -> node.put(name, present));
    return this;
  }

  <T> JsonObject object(String name, Optional<T> value, Function<? super T, JsonNode> form) {
    value.ifPresent(present -> node.set(name, form.apply(present)));
    return this;
  }

  <T> JsonObject objects(String name, List<T> values, Function<? super T, JsonNode> form) {
    return values.isEmpty() ? this : put(name, array(values, form));
  }

  JsonObject texts(String name, List<String> values) {
    return values.isEmpty() ? this : put(name, strings(values));
  }

  <T> JsonObject map(String name, Map<String, T> values, Function<? super T, JsonNode> form) {
    if (!values.isEmpty()) {
      var object = node.putObject(name);
      values.forEach((key, value) -> object.set(key, form.apply(value)));
    }
    return this;
  }

  static ArrayNode strings(List<String> values) {
    return array(values, StringNode::valueOf);
  }

  static <T> ArrayNode array(List<T> values, Function<? super T, JsonNode> form) {
    var array = JSON.arrayNode(values.size());
    values.forEach(value -> array.add(form.apply(value)));
    return array;
  }

  /** The constant's name as the specification writes it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
