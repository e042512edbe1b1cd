package dev.cdlc.importer.oci;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One order for the arrays of a config.json whose order means nothing. Two configs in normal form
 * that mean the same are then equal.
 */
final class Order {
  private static final Map<String, UnaryOperator<JsonNode>> FORMS =
      Map.ofEntries(
          Map.entry("/process/env", Order::byName),
          Map.entry("/process/rlimits", Order::byType),
          Map.entry("/process/capabilities/ambient", Order::sorted),
          Map.entry("/process/capabilities/bounding", Order::sorted),
          Map.entry("/process/capabilities/effective", Order::sorted),
          Map.entry("/process/capabilities/inheritable", Order::sorted),
          Map.entry("/process/capabilities/permitted", Order::sorted),
          Map.entry("/linux/namespaces", Order::byType),
          Map.entry("/linux/maskedPaths", Order::sorted),
          Map.entry("/linux/readonlyPaths", Order::sorted),
          Map.entry("/linux/seccomp/architectures", Order::sorted),
          Map.entry("/linux/seccomp/flags", Order::sorted),
          Map.entry("/linux/seccomp/syscalls", NormalFilter::single));

  private Order() {}

  /** An ordered copy. */
  static ObjectNode of(ObjectNode config) {
    ObjectNode ordered = config.deepCopy();
    FORMS.forEach((pointer, form) -> arrange(ordered, pointer, form));
    return ordered;
  }

  private static void arrange(ObjectNode config, String pointer, UnaryOperator<JsonNode> form) {
    int slash = pointer.lastIndexOf('/');
    String name = pointer.substring(slash + 1);
    if (config.at(pointer.substring(0, slash)) instanceof ObjectNode holder && holder.has(name)) {
      holder.set(name, form.apply(holder.path(name)));
    }
  }

  /** Whether the array at a pointer is arranged, so that its indices are not the config's. */
  static boolean arranges(String pointer) {
    return FORMS.containsKey(pointer);
  }

  /** An array in the order of those at a pointer. */
  static JsonNode arranged(String pointer, JsonNode array) {
    return FORMS.getOrDefault(pointer, same -> same).apply(array);
  }

  /** The order of variables means nothing, unless one of them stands twice. */
  private static JsonNode byName(JsonNode env) {
    List<String> all = Json.texts(env);
    long names = all.stream().map(Order::name).distinct().count();
    return names == all.size()
        ? Json.array(all.stream().sorted(Comparator.comparing(Order::name)).toList())
        : env;
  }

  private static String name(String variable) {
    int equals = variable.indexOf('=');
    return equals < 0 ? variable : variable.substring(0, equals);
  }

  private static JsonNode sorted(JsonNode texts) {
    return Json.array(Json.texts(texts).stream().sorted().distinct().toList());
  }

  private static JsonNode byType(JsonNode objects) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    Json.entries(objects).stream()
        .sorted(Comparator.comparing((JsonNode entry) -> entry.path("type").asString("")))
        .forEach(array::add);
    return array;
  }
}
