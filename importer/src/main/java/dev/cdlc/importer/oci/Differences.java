package dev.cdlc.importer.oci;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What must be put into one config.json to make another of it: both normal and in order. */
final class Differences {
  private static final String FILTER = "/linux/seccomp";
  private static final String CALLS = FILTER + "/syscalls";

  private final List<Change> changes = new ArrayList<>();

  private Differences() {}

  /**
   * A value that takes its place.
   *
   * @param pointer as `oci` has it: {@code -} stands for the place after an array's last entry
   * @param value empty where what is there goes
   */
  record Change(String pointer, Optional<JsonNode> value) {
    Change(String pointer, JsonNode value) {
      this(pointer, Optional.of(value));
    }

    /** What it takes to write it, about. */
    int length() {
      return "oci  ;".length()
          + pointer.length()
          + value.map(Compact::text).orElse("null").length();
    }
  }

  static List<Change> between(JsonNode is, JsonNode wanted) {
    var differences = new Differences();
    differences.compare(is, wanted, "");
    return differences.changes;
  }

  private void compare(JsonNode is, JsonNode wanted, String pointer) {
    if (is.equals(wanted)) {
      return;
    }
    switch (wanted) {
      case ObjectNode object when is instanceof ObjectNode there ->
          compareObjects(there, object, pointer);
      case ArrayNode array when is instanceof ArrayNode there ->
          compareArrays(there, array, pointer);
      default -> put(pointer, wanted);
    }
  }

  private void compareObjects(ObjectNode is, ObjectNode wanted, String pointer) {
    for (var property : is.properties()) {
      if (!wanted.has(property.getKey())) {
        changes.add(new Change(pointer + "/" + escaped(property.getKey()), Optional.empty()));
      }
    }
    for (var property : wanted.properties()) {
      String inside = pointer + "/" + escaped(property.getKey());
      JsonNode there = is.get(property.getKey());
      if (there == null) {
        put(inside, property.getValue());
      } else {
        compare(there, property.getValue(), inside);
      }
    }
  }

  private void compareArrays(ArrayNode is, ArrayNode wanted, String pointer) {
    if (Order.arranges(pointer)) {
      compareSets(is, wanted, pointer);
    } else {
      changes.addAll(shorter(entryByEntry(is, wanted, pointer), new Change(pointer, wanted)));
    }
  }

  private static List<Change> entryByEntry(ArrayNode is, ArrayNode wanted, String pointer) {
    var inside = new Differences();
    for (int i = 0; i < Math.min(is.size(), wanted.size()); i++) {
      inside.compare(is.get(i), wanted.get(i), pointer + "/" + i);
    }
    Json.entries(wanted).stream()
        .skip(is.size())
        .forEach(entry -> inside.put(pointer + "/-", entry));
    return is.size() <= wanted.size() ? inside.changes : List.of();
  }

  /** The changes inside a value, unless the value takes less to write, or must be replaced. */
  private static List<Change> shorter(List<Change> inside, Change whole) {
    int length = inside.stream().mapToInt(Change::length).sum();
    return !inside.isEmpty() && length <= whole.length() ? inside : List.of(whole);
  }

  private void compareSets(ArrayNode is, ArrayNode wanted, String pointer) {
    List<JsonNode> missing = new ArrayList<>(Json.entries(wanted));
    missing.removeAll(new HashSet<>(Json.entries(is)));
    ArrayNode completed = is.deepCopy().addAll(missing);
    if (Order.arranged(pointer, completed).equals(wanted)) {
      stated(pointer, missing).forEach(entry -> put(pointer + "/-", entry));
    } else {
      put(pointer, wanted);
    }
  }

  private static Iterable<JsonNode> stated(String pointer, List<JsonNode> entries) {
    return pointer.equals(CALLS) ? NormalFilter.grouped(entries) : entries;
  }

  private void put(String pointer, JsonNode value) {
    changes.add(new Change(pointer, grouped(value, pointer)));
  }

  /** The value at a pointer, in which rules for many calls stand together again. */
  private static JsonNode grouped(JsonNode value, String pointer) {
    if (pointer.equals(CALLS)) {
      return NormalFilter.grouped(Json.entries(value));
    }
    if (pointer.equals(FILTER) && value.get("syscalls") instanceof ArrayNode rules) {
      ObjectNode filter = ((ObjectNode) value).deepCopy();
      filter.set("syscalls", NormalFilter.grouped(Json.entries(rules)));
      return filter;
    }
    return value;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
