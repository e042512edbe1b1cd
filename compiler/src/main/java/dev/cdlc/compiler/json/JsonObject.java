package dev.cdlc.compiler.json;

import dev.cdlc.schemas.JsonText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object in the making: properties stand in the order in which they are put. */
public final class JsonObject {
  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  public JsonObject put(String name, String value) {
    node.put(name, value);
    return this;
  }

  public JsonObject put(String name, long value) {
    node.put(name, value);
    return this;
  }

  public JsonObject put(String name, boolean value) {
    node.put(name, value);
    return this;
  }

  public JsonObject put(String name, JsonObject value) {
    node.set(name, value.node);
    return this;
  }

  /** Puts nothing where there is nothing. */
  public JsonObject put(String name, Optional<String> value) {
    value.ifPresent(present -> node.put(name, present));
    return this;
  }

  public JsonObject put(String name, List<JsonObject> values) {
    node.set(name, JsonNodeFactory.instance.arrayNode().addAll(nodes(values)));
    return this;
  }

  private static List<ObjectNode> nodes(List<JsonObject> values) {
    return values.stream().map(value -> value.node).toList();
  }

  /** Puts nothing for an empty list. */
  public JsonObject putSome(String name, List<JsonObject> values) {
    return values.isEmpty() ? this : put(name, values);
  }

  public JsonObject texts(String name, List<String> values) {
    var array = node.putArray(name);
    values.forEach(array::add);
    return this;
  }

  /** Puts a value that is JSON already. */
  public JsonObject putJson(String name, String json) {
    node.set(name, JsonText.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))));
    return this;
  }

  /** As people read it; ends in a newline. */
  public String text() {
    return JsonText.print(node);
  }

  /** A list of objects as people read it; ends in a newline. */
  public static String text(List<JsonObject> values) {
    return JsonText.print(JsonNodeFactory.instance.arrayNode().addAll(nodes(values)));
  }

  /** On one line, without its end: no line of a text breaks within a string. */
  public String line() {
    return line(text());
  }

  /** The same of a text that is JSON already. */
  public static String line(String json) {
    return json.lines().map(String::strip).collect(Collectors.joining());
  }
}
