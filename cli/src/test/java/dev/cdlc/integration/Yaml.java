package dev.cdlc.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A value of a YAML file of this repository, as a reader of YAML 1.2 understands it.
 *
 * @param path what the value is called in messages
 */
record Yaml(String path, Object value) {
  /** The documents of a file. */
  static List<Yaml> read(String name) throws IOException {
    return parse(name, Files.readString(Workplace.repository().resolve(name)));
  }

  /** The documents of a text. */
  static List<Yaml> parse(String name, String text) {
    var load = new Load(LoadSettings.builder().setLabel(name).build());
    return StreamSupport.stream(load.loadAllFromString(text).spliterator(), false)
        .map(document -> new Yaml(name, document))
        .toList();
  }

  boolean has(String key) {
    return value instanceof Map<?, ?> map && map.containsKey(key);
  }

  /** The value below names, each of which there is. */
  Yaml at(String... keys) {
    Yaml found = this;
    for (String key : keys) {
      found = found.child(key);
    }
    return found;
  }

  private Yaml child(String key) {
    Object child = value instanceof Map<?, ?> map ? map.get(key) : null;
    if (child == null) {
      throw new AssertionError("%s has no %s".formatted(path, key));
    }
    return new Yaml(path + "." + key, child);
  }

  String text() {
    return value.toString();
  }

  List<String> keys() {
    var keys = new ArrayList<String>();
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> keys.add(key.toString()));
    }
    return keys;
  }

  List<Yaml> items() {
    var items = new ArrayList<Yaml>();
    if (value instanceof List<?> list) {
      list.forEach(item -> items.add(new Yaml(path + "[" + items.size() + "]", item)));
    }
    return items;
  }
}
