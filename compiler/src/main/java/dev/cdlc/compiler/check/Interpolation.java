package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Diagnostic.Label;
import java.util.List;
import java.util.Optional;

/** What a word says once values stand in the place of its references. */
sealed interface Interpolation {
  /**
   * It is known.
   *
   * @param texts of the word's pieces, in order
   * @param depth how many names lie between the word and plain text
   * @param origins where the values are said
   */
  record Done(List<String> texts, boolean secret, int depth, List<Label> origins)
      implements Interpolation {
    String text() {
      return String.join("", texts);
    }
  }

  /** It is not known; {@code missing} has no value, or it was reported why. */
  record Unknown(Optional<Declared.Param> missing) implements Interpolation {}
}
