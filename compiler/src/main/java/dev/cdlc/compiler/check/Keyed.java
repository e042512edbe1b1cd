package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A list whose entries have keys, each of which a layer may say once; an entry of a later layer
 * takes the place of the one before. Made by {@link Cells}.
 */
final class Keyed<K, T> {
  private final Cells cells;
  private final Map<K, Entry<T>> entries = new LinkedHashMap<>();

  Keyed(Cells cells) {
    this.cells = cells;
  }

  /**
   * An entry.
   *
   * @param weak whether another of its layer takes its place
   */
  private record Entry<T>(Located<T> value, int layer, boolean weak) {}

  /**
   * Takes an entry, or reports that its layer said the key before: the first holds.
   *
   * @param fault what is wrong with a second one, as one clause
   */
  void say(K key, Located<T> entry, String fault) {
    Entry<T> before = entries.get(key);
    if (before != null && holds(before)) {
      reportSecond(before.value().span(), entry.span(), fault);
      return;
    }
    entries.put(key, new Entry<>(entry, cells.layer(), false));
  }

  /** Takes an entry that gives way to what else its layer says of the key. */
  void sayWeakly(K key, Located<T> entry) {
    Entry<T> before = entries.get(key);
    if (before == null || !holds(before)) {
      entries.put(key, new Entry<>(entry, cells.layer(), true));
    }
  }

  private boolean holds(Entry<T> before) {
    return before.layer() == cells.layer() && !before.weak();
  }

  List<Located<T>> values() {
    var values = new ArrayList<Located<T>>(entries.size());
    for (Entry<T> entry : entries.values()) {
      values.add(entry.value());
    }
    return values;
  }

  /** The entries that the layer being read said. */
  List<Located<T>> ofLayer() {
    return entries.values().stream()
        .filter(entry -> entry.layer() == cells.layer())
        .map(Entry::value)
        .toList();
  }

  void clear() {
    entries.clear();
  }

  void clear(Predicate<T> which) {
    entries.values().removeIf(entry -> which.test(entry.value().value()));
  }

  private void reportSecond(Span first, Span second, String fault) {
    cells
        .findings()
        .add(
            Diagnostic.of(Code.DUPLICATE_STATEMENT, second, fault)
                .withLabel("again here")
                .withRelated(first, "first here")
                .withHelp("remove one of the two"));
  }
}
