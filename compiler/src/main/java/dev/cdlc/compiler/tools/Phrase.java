package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.PrefixKeyword;
import dev.cdlc.compiler.registry.Registry;
import java.util.List;
import java.util.Optional;

/**
 * The words of a statement, or the first of them, as the registry reads them.
 *
 * @param words as they are written
 * @param prefix {@code try}, where it stands before them
 */
record Phrase(Context context, List<String> words, Optional<Keyword> prefix) {
  static Phrase of(Context context, List<String> words) {
    Optional<Keyword> prefix =
        words.stream()
            .limit(words.size() > 1 ? 1 : 0)
            .flatMap(name -> Registry.named(context, name).stream())
            .filter(PrefixKeyword.class::isInstance)
            .findFirst();
    return new Phrase(context, prefix.isPresent() ? words.subList(1, words.size()) : words, prefix);
  }

  /** The statement that they begin, or one that they may still become. */
  Optional<Keyword> keyword() {
    return Registry.find(context, words).or(() -> called().stream().findFirst());
  }

  /** All statements that share the first word. */
  List<Keyword> called() {
    return words.isEmpty() ? List.of() : Registry.named(context, words.getFirst());
  }

  /** The kind of block that the statement opens. */
  Optional<Context> block() {
    return keyword()
        .flatMap(keyword -> keyword.entry().block())
        .or(
            () ->
                called().stream().flatMap(keyword -> keyword.entry().block().stream()).findFirst());
  }
}
