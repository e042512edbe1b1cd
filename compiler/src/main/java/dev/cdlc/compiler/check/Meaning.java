package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Diagnostic.Label;
import java.util.Optional;

/** What a name stands for, as far as it is known. */
sealed interface Meaning {
  /**
   * A value.
   *
   * @param depth how many names lie between this one and plain text
   * @param origin where the value is said
   */
  record Known(String text, boolean secret, int depth, Label origin) implements Meaning {}

  /**
   * No value: none was given, or it was reported why there is none.
   *
   * @param missing who has none, if that is the reason
   */
  record Unknown(Optional<Declared.Param> missing) implements Meaning {
    static final Unknown REPORTED = new Unknown(Optional.empty());
  }
}
