package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Words that choose one constant of an enum: {@code best-effort} is BEST_EFFORT. The
 * specification's own spelling is understood too, and letter case makes no difference.
 *
 * @param spelling as in SCHED_FIFO
 * @param kind what the words name, as in "policy"
 */
record Choice<E extends Enum<E>>(List<E> constants, Function<E, String> spelling, String kind) {
  Choice {
    constants = List.copyOf(constants);
  }

  Reading<E> read(String text) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    for (E constant : constants) {
      if (constant.name().equals(name) || spelling.apply(constant).equals(name)) {
        return new Reading.Value<>(constant);
      }
    }
    return unknown(text, constants.stream().map(Choice::word).toList());
  }

  /** A constant exactly as the specification writes it, in JSON. */
  Reading<E> spelled(String text) {
    for (E constant : constants) {
      if (spelling.apply(constant).equals(text)) {
        return new Reading.Value<>(constant);
      }
    }
    return read(text) instanceof Reading.Value<E>(E meant)
        ? didYouMean(text, spelling.apply(meant))
        : unknown(text, constants.stream().map(spelling).toList());
  }

  /** Words as constants, each once; those that are none are reported and left out. */
  List<E> readAll(List<Word> words, Values values) {
    return values.readAll(words, this::read).stream().map(Located::value).distinct().toList();
  }

  private Reading<E> unknown(String text, List<String> words) {
    return Suggestion.nearest(text, words)
        .map(near -> didYouMean(text, near.word()))
        .orElseGet(() -> refusal(text, "it is one of `" + String.join("`, `", words) + "`"));
  }

  private Reading<E> didYouMean(String text, String meant) {
    return refusal(text, "did you mean `" + meant + "`?", meant);
  }

  private Reading<E> refusal(String text, String help, String... meant) {
    String message = "there is no %s `%s`".formatted(kind, text);
    return new Reading.Refusal<>(Code.UNKNOWN_OPTION, message, help, List.of(meant));
  }

  /** A constant's name as the language writes it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
