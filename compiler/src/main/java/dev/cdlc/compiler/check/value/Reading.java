package dev.cdlc.compiler.check.value;

import dev.cdlc.compiler.diagnostic.Code;
import java.util.List;
import java.util.function.Function;

/** What came of reading a word as a value of some type. */
public sealed interface Reading<T> {
  /** The word is a value. */
  record Value<T>(T value) implements Reading<T> {}

  /**
   * The word is not a value.
   *
   * @param message one lower-case clause
   * @param rewrites what may have been meant, ready to stand in the word's place; one alone is the
   *     only thing it can mean
   */
  record Refusal<T>(Code code, String message, String help, List<String> rewrites)
      implements Reading<T> {
    public Refusal {
      rewrites = List.copyOf(rewrites);
    }
  }

  /** A refusal of a word that is no value of the type. */
  static <T> Reading<T> wrong(String message, String help, String... rewrites) {
    return new Refusal<>(Code.WRONG_TYPE, message, help, List.of(rewrites));
  }

  /** A refusal of a word that is a value, but one too small or too large. */
  static <T> Reading<T> outOfRange(String message, String help) {
    return new Refusal<>(Code.OUT_OF_RANGE, message, help, List.of());
  }

  /** The same reading, its value seen as another. */
  default <U> Reading<U> map(Function<? super T, ? extends U> view) {
    return then(value -> new Value<>(view.apply(value)));
  }

  /** The same reading, its value read on. */
  default <U> Reading<U> then(Function<? super T, Reading<U>> next) {
    return switch (this) {
      case Value<T>(T value) -> next.apply(value);
      case Refusal<T>(var code, var message, var help, var rewrites) ->
          new Refusal<>(code, message, help, rewrites);
    };
  }
}
