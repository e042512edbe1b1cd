package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was probably meant by names that nothing in a set of files declares. The names may be
 * thousands on both sides, so only the first that are unknown are compared with all that are known.
 */
final class Guesses {
  private static final int MOST = 100;

  private int made;

  /** The name nearest to a word, if one is near and not too many were looked for before. */
  Optional<String> nearest(String word, Supplier<? extends Collection<String>> names) {
    return made++ < MOST
        ? Suggestion.nearest(word, names.get()).map(Suggestion::word)
        : Optional.empty();
  }

  /**
   * Adds to a report of an unknown name what may have been meant.
   *
   * @param otherwise the help where that is not known
   */
  Diagnostic explain(
      Diagnostic unknown,
      String word,
      Supplier<? extends Collection<String>> names,
      String otherwise) {
    return nearest(word, names)
        .map(near -> Suggestion.explain(unknown, near))
        .orElseGet(() -> unknown.withHelp(otherwise));
  }
}
