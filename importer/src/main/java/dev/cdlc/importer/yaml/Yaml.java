package dev.cdlc.importer.yaml;

import dev.cdlc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** A value of a YAML text. An alias is the value that it stands for; merge keys are resolved. */
public sealed interface Yaml {
  Span span();

  /**
   * A text, number or switch, as it is written.
   *
   * @param absent whether it is null
   */
  record Scalar(String text, boolean absent, Span span) implements Yaml {}

  record Sequence(List<Yaml> items, Span span) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  record Mapping(List<Entry> entries, Span span) implements Yaml {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The value of a key. */
    public Optional<Yaml> get(String key) {
      return entries.stream()
          .filter(entry -> entry.key().equals(key))
          .map(Entry::value)
          .findFirst();
    }
  }

  /** A key and its value. */
  record Entry(String key, Span place, Yaml value) {}
}
