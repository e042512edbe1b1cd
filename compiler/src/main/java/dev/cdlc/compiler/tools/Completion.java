package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.diagnostic.Span;

/**
 * A text that may stand at a place.
 *
 * @param doc one line about it; empty where there is nothing to say
 * @param replaced what it takes the place of: what of it is written already
 */
public record Completion(Kind kind, String text, String doc, Span replaced) {
  /** What it names. */
  public enum Kind {
    STATEMENT,
    WORD,
    PROFILE,
    CONTAINER,
    NETWORK,
    VALUE
  }
}
