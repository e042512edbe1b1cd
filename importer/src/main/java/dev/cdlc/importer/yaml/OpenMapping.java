package dev.cdlc.importer.yaml;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import dev.cdlc.importer.yaml.Yaml.Scalar;
import dev.cdlc.importer.yaml.Yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping that is being read; what merge keys bring in stands below what it says itself. */
final class OpenMapping extends OpenValue {
  private static final String MERGE = "<<";

  private final Map<String, Entry> own = new LinkedHashMap<>();
  private final List<Mapping> merged = new ArrayList<>();
  private Optional<Scalar> key = Optional.empty();

  @Override
  void add(Yaml value) {
    if (key.isEmpty()) {
      key = Optional.of(asKey(value));
      return;
    }
    Scalar name = key.get();
    key = Optional.empty();
    if (name.text().equals(MERGE)) {
      merge(value);
    } else {
      put(name, value);
    }
  }

  private static Scalar asKey(Yaml value) {
    if (value instanceof Scalar scalar) {
      return scalar;
    }
    throw new YamlFault(
        ReadYaml.report(value.span(), "a key must be a text")
            .withHelp("write it in quotes, if it is meant"));
  }

  private void put(Scalar name, Yaml value) {
    Entry first = own.putIfAbsent(name.text(), new Entry(name.text(), name.span(), value));
    if (first != null) {
      throw new YamlFault(
          ReadYaml.report(name.span(), "the key `" + name.text() + "` stands twice")
              .withRelated(first.place(), "first here")
              .withHelp("remove one of the two"));
    }
  }

  /** A mapping, or several, of which the first has precedence. */
  private void merge(Yaml value) {
    switch (value) {
      case Mapping mapping -> merged.add(mapping);
      case Sequence(var items, _) -> items.forEach(this::merge);
      case Scalar scalar ->
          throw new YamlFault(
              ReadYaml.report(scalar.span(), "only a mapping can be merged")
                  .withHelp("`<<: *name` merges the mapping that has the anchor `&name`"));
    }
  }

  @Override
  Yaml value(Span span) {
    Map<String, Entry> all = new LinkedHashMap<>();
    for (int i = merged.size() - 1; i >= 0; i--) {
      merged.get(i).entries().forEach(entry -> all.put(entry.key(), entry));
    }
    all.putAll(own);
    return new Mapping(List.copyOf(all.values()), span);
  }
}
