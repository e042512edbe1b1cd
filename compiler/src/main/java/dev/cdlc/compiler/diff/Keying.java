package dev.cdlc.compiler.diff;

import dev.cdlc.compiler.json.Json;
import dev.cdlc.compiler.json.Json.Mapping;
import dev.cdlc.compiler.json.Json.Property;
import dev.cdlc.compiler.json.Json.Sequence;
import dev.cdlc.compiler.json.Json.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes a property apart into what is compared one by one. */
interface Keying {
  /** A value of its own; lists whose order matters among them. */
  Keying WHOLE = (value, pointer) -> Map.of("", Entry.of(value, pointer));

  /** A map of names. */
  Keying NAMES = Keying::names;

  /** A list of words in no order. */
  Keying WORDS = (value, pointer) -> items(value, pointer, Entry::text, _ -> "");

  /** A list of {@code NAME=value}. */
  Keying VARIABLES =
      (value, pointer) ->
          items(value, pointer, item -> variable(item)[0], item -> variable(item)[1]);

  /** The five sets of capabilities: each capability with the sets that hold it. */
  Keying SETS = Keying::sets;

  /** The rules of a seccomp filter: each system call, with its tests, and what comes of it. */
  Keying FILTER = Keying::filter;

  /** The entries by their keys. */
  Map<String, Entry> entries(Json value, String pointer);

  /** A list of objects that these properties tell apart. */
  static Keying by(String... names) {
    return (value, pointer) ->
        items(
            value,
            pointer,
            item -> words(item, List.of(names)),
            item -> otherWords(item, List.of(names)));
  }

  /** What an item's key or text is. */
  interface Aspect {
    String of(Json item);
  }

  private static Map<String, Entry> items(Json value, String pointer, Aspect key, Aspect text) {
    var entries = new LinkedHashMap<String, Entry>();
    var index = 0;
    for (Json item : list(value)) {
      put(entries, key.of(item), new Entry(text.of(item), pointer + "/" + index));
      index++;
    }
    return entries;
  }

  /** Where a key stands twice, the second is told apart by its number. */
  private static void put(Map<String, Entry> entries, String key, Entry entry) {
    int count = 2;
    String free = key;
    while (entries.containsKey(free)) {
      free = key + " #" + count;
      count++;
    }
    entries.put(free, entry);
  }

  private static List<Json> list(Json value) {
    return value instanceof Sequence(var items, _) ? items : List.of(value);
  }

  private static List<Property> properties(Json value) {
    return value instanceof Mapping(var properties, _) ? properties : List.of();
  }

  private static String words(Json item, List<String> names) {
    return properties(item).stream()
        .filter(property -> names.contains(property.name()))
        .map(property -> Entry.text(property.value()))
        .collect(Collectors.joining(":"));
  }

  private static String otherWords(Json item, List<String> names) {
    return properties(item).stream()
        .filter(property -> !names.contains(property.name()))
        .map(property -> property.name() + "=" + Entry.text(property.value()))
        .collect(Collectors.joining(" "));
  }

  private static Map<String, Entry> names(Json value, String pointer) {
    var entries = new LinkedHashMap<String, Entry>();
    properties(value)
        .forEach(one -> entries.put(one.name(), Entry.of(one.value(), below(pointer, one))));
    return entries;
  }

  private static String below(String pointer, Property property) {
    return pointer + "/" + property.name().replace("~", "~0").replace("/", "~1");
  }

  private static String[] variable(Json item) {
    String[] parts = Entry.text(item).split("=", 2);
    return parts.length == 2 ? parts : new String[] {parts[0], ""};
  }

  private static Map<String, Entry> sets(Json value, String pointer) {
    var holders = new TreeMap<String, List<String>>();
    for (Property set : properties(value)) {
      for (Json capability : list(set.value())) {
        holders.computeIfAbsent(Entry.text(capability), _ -> new ArrayList<>()).add(set.name());
      }
    }
    var entries = new LinkedHashMap<String, Entry>();
    holders.forEach((name, sets) -> entries.put(name, new Entry(String.join(" ", sets), pointer)));
    return entries;
  }

  private static Map<String, Entry> filter(Json value, String pointer) {
    var entries = new LinkedHashMap<String, Entry>();
    int index = 0;
    for (Json rule : list(value)) {
      String tests = tests(rule);
      for (Json name : list(property(rule, "names"))) {
        put(entries, Entry.text(name) + tests, new Entry(action(rule), pointer + "/" + index));
      }
      index++;
    }
    return entries;
  }

  private static String action(Json rule) {
    String errno = Entry.text(property(rule, "errnoRet"));
    return Entry.text(property(rule, "action")) + (errno.isEmpty() ? "" : " " + errno);
  }

  private static String tests(Json rule) {
    String tests =
        list(property(rule, "args")).stream()
            .map(test -> Arrays.stream(Entry.text(test).split(" ")).sorted())
            .map(words -> words.collect(Collectors.joining(" ")))
            .filter(test -> !test.isEmpty())
            .collect(Collectors.joining(" and "));
    return tests.isEmpty() ? "" : " if " + tests;
  }

  private static Json property(Json value, String name) {
    return properties(value).stream()
        .filter(property -> property.name().equals(name))
        .map(Property::value)
        .findFirst()
        .orElse(new Text("", value.span()));
  }
}
