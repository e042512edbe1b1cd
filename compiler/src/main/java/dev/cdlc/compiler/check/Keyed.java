package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Located;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A list whose entries have keys, each of which a block may say once; in source order. */
final class Keyed<K, T> {
  private final Findings findings;
  private final Map<K, Located<T>> entries = new LinkedHashMap<>();

  Keyed(Findings findings) {
    this.findings = findings;
  }

  /**
   * Takes an entry, or reports that its key was said before: the first holds.
   *
   * @param fault what is wrong with a second one, as one clause
   */
  void say(K key, Located<T> entry, String fault) {
    Located<T> first = entries.putIfAbsent(key, entry);
    if (first != null) {
      findings.add(
          Diagnostic.of(Code.DUPLICATE_STATEMENT, entry.span(), fault)
              .withLabel("again here")
              .withRelated(first.span(), "first here")
              .withHelp("remove one of the two"));
    }
  }

  List<Located<T>> values() {
    return List.copyOf(entries.values());
  }
}
