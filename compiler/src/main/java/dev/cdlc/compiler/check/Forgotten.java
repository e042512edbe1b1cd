package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Registry;
import java.util.List;
import java.util.Optional;

/** Forgotten semicolons: tells an argument too many from the beginning of another statement. */
record Forgotten(Sources sources, Context context) {
  /**
   * Whether a word that its statement has no place for begins another one: by its name, by one that
   * it is nearer to than to any of {@code options}, or because it is the first on its line.
   */
  boolean begins(Part part, List<String> options) {
    if (part.quoted() || part.interpolated() || part.word().broken()) {
      return false;
    }
    Optional<Suggestion> option = Suggestion.nearest(part.text(), options);
    return isName(part)
        || (startsLine(part) && option.isEmpty())
        || Suggestion.nearest(part.text(), Registry.names(context))
            .filter(name -> option.isEmpty() || name.distance() < option.get().distance())
            .isPresent();
  }

  /** Whether a word is the name of a statement that may stand here. */
  boolean isName(Part part) {
    return !part.quoted() && !part.interpolated() && Registry.reserves(context, part.text());
  }

  /** Whether only blanks stand before a word on its line. */
  boolean startsLine(Part part) {
    Source source = sources.of(part.span());
    int before = part.span().start() - 1;
    while (before >= 0 && source.at(before) != '\n' && Character.isWhitespace(source.at(before))) {
      before--;
    }
    return before < 0 || source.at(before) == '\n';
  }

  /** Reports the semicolon that is missing, or is a comma, between two parts. */
  static Diagnostic report(Entry entry, Part before, Part next) {
    int end = before.span().end();
    Span place = before.comma().orElseGet(() -> new Span(before.span().source(), end, end));
    return Diagnostic.of(Code.MISSING_SEMICOLON, place, "missing `;` before `" + next.text() + "`")
        .withLabel(before.comma().isPresent() ? "expected `;`, not a comma" : "expected `;`")
        .withRelated(next.span(), "begins the next statement")
        .withHelp(
            "if `%s` is one more word for `%s`, quote it".formatted(next.text(), entry.name()))
        .withFix("add the `;`", new Edit(place, ";"));
  }
}
