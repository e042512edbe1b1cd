package dev.cdlc.codegen.strace;

import java.util.List;
import java.util.SequencedMap;

/** An argument as strace(1) printed it. */
sealed interface Value {
  record Numeral(long value) implements Value {}

  /**
   * A quoted string.
   *
   * @param text a character for each byte
   * @param cut whether strace left out its end
   */
  record Text(String text, boolean cut) implements Value {}

  record Structure(SequencedMap<String, Value> fields) implements Value {}

  record Sequence(List<Value> elements) implements Value {
    public Sequence {
      elements = List.copyOf(elements);
    }
  }

  /** Whatever else there is: a pointer that was not followed, an OR of numbers, NULL. */
  record Other(String text) implements Value {}
}
