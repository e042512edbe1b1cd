package dev.cdlc.importer.yaml;

import dev.cdlc.compiler.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;

/** A sequence that is being read. */
final class OpenSequence extends OpenValue {
  private final List<Yaml> items = new ArrayList<>();

  @Override
  void add(Yaml value) {
    items.add(value);
  }

  @Override
  Yaml value(Span span) {
    return new Yaml.Sequence(items, span);
  }
}
