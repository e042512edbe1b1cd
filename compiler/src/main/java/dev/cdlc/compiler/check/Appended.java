package dev.cdlc.compiler.check;

import dev.cdlc.compiler.model.Located;
import java.util.ArrayList;
import java.util.List;

/** A list that every layer adds to; in the order of reading. */
final class Appended<T> {
  private final List<Located<T>> entries = new ArrayList<>();

  void say(Located<T> entry) {
    entries.add(entry);
  }

  List<Located<T>> values() {
    return List.copyOf(entries);
  }

  void clear() {
    entries.clear();
  }
}
