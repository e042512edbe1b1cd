package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.Reading.Refusal;
import dev.cdlc.compiler.check.value.Reading.Value;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads words as values of a type, and reports those that are none. */
record Values(Findings findings) {
  /** A word as a value and its place; empty where it was reported, here or before. */
  <T> Optional<Located<T>> read(Word word, Function<String, Reading<T>> type) {
    if (word.broken()) {
      return Optional.empty();
    }
    return switch (type.apply(word.text())) {
      case Value<T>(T value) -> Optional.of(new Located<>(value, word.span()));
      case Refusal<T> refusal -> {
        findings.add(gluedComment(word, type).orElseGet(() -> report(word, refusal)));
        yield Optional.empty();
      }
    };
  }

  /** Words as values; those that are none are reported and left out. */
  <T> List<Located<T>> readAll(List<Word> words, Function<String, Reading<T>> type) {
    var values = new ArrayList<Located<T>>(words.size());
    for (Word word : words) {
      read(word, type).ifPresent(values::add);
    }
    return values;
  }

  private static Diagnostic report(Word word, Refusal<?> refusal) {
    Diagnostic report =
        Diagnostic.of(
                refusal.code(),
                word.span(),
                word.text().isEmpty() ? "the word is empty" : refusal.message())
            .withHelp(refusal.help());
    if (refusal.rewrites().size() != 1) {
      return report;
    }
    String rewrite = refusal.rewrites().getFirst();
    return report.withFix("write `" + rewrite + "`", new Edit(word.span(), rewrite));
  }

  /** The report of a comment that sticks to a value, where without it the value would be one. */
  private static <T> Optional<Diagnostic> gluedComment(
      Word word, Function<String, Reading<T>> type) {
    int hash = word.text().indexOf('#');
    boolean verbatim = word.span().end() - word.span().start() == codePoints(word.text());
    if (hash <= 0
        || !verbatim
        || !(type.apply(word.text().substring(0, hash)) instanceof Value<T>)) {
      return Optional.empty();
    }
    int offset = word.span().start() + codePoints(word.text().substring(0, hash));
    Span place = new Span(word.span().source(), offset, offset);
    return Optional.of(
        Diagnostic.of(Code.WRONG_TYPE, word.span(), "`" + word.text() + "` is one word")
            .withHelp("a comment begins after a space")
            .withFix("put a space before the comment", new Edit(place, " ")));
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }
}
