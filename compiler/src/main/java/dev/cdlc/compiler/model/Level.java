package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/**
 * How much is asked of a container, in the words of Kubernetes' Pod Security Standards; ordered
 * from the least.
 */
public enum Level {
  /** Whatever privileges it asks for are meant. */
  PRIVILEGED,
  /** What it says may not lead to a known way out of it. The default. */
  BASELINE,
  /** Besides, it says all that keeps it small: limits, its user, what it cannot do. */
  RESTRICTED;

  /** All that is known, as the reader writes them. */
  public static final List<String> WORDS = List.of("privileged", "baseline", "restricted");

  /** The level of that name, in lower case. */
  public static Optional<Level> of(String word) {
    int index = WORDS.indexOf(word);
    return index < 0 ? Optional.empty() : Optional.of(values()[index]);
  }
}
