package dev.cdlc.compiler.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The properties of a JSON object that its schema accepts, and that has no nulls. What is absent is
 * empty, as {@link JsonObject} leaves out what is.
 */
record JsonFields(JsonNode node) {
  Optional<JsonNode> field(String name) {
    return Optional.ofNullable(node.get(name));
  }

  Optional<JsonFields> object(String name) {
    return field(name).map(JsonFields::new);
  }

  Optional<String> text(String name) {
    return field(name).map(JsonNode::asString);
  }

  String text(String name, String absent) {
    return text(name).orElse(absent);
  }

  Optional<Boolean> flag(String name) {
    return field(name).map(JsonNode::asBoolean);
  }

  boolean isSet(String name) {
    return flag(name).orElse(false);
  }

  /** Where the specification has an unsigned number of 64 bits, its bits. */
  Optional<Long> number(String name) {
    return field(name).map(JsonFields::number);
  }

  long number(String name, long absent) {
    return number(name).orElse(absent);
  }

  OptionalInt small(String name) {
    return number(name).stream().mapToInt(Long::intValue).findFirst();
  }

  List<String> texts(String name) {
    return list(name, JsonNode::asString);
  }

  List<Long> numbers(String name) {
    return list(name, JsonFields::number);
  }

  <T> List<T> objects(String name, Function<JsonFields, T> form) {
    return list(name, item -> form.apply(new JsonFields(item)));
  }

  <T> SortedMap<String, T> map(String name, Function<? super JsonNode, ? extends T> form) {
    var map = new TreeMap<String, T>();
    field(name)
        .ifPresent(
            all ->
                all.properties()
                    .forEach(entry -> map.put(entry.getKey(), form.apply(entry.getValue()))));
    return map;
  }

  private <T> List<T> list(String name, Function<? super JsonNode, ? extends T> form) {
    List<T> items = new ArrayList<>();
    field(name).ifPresent(list -> list.forEach(item -> items.add(form.apply(item))));
    return items;
  }

  private static long number(JsonNode node) {
    return node.bigIntegerValue().longValue();
  }
}
