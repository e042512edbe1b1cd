package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;

/** What stands at a place. */
sealed interface Subject {
  /** A word that names a statement. */
  record Statement(Span span, Entry entry) implements Subject {}

  /** A value, or one of several in a word. */
  record Argument(Span span, String text, Slot slot) implements Subject {}

  /** A name that is declared somewhere, or should be; a profile may be one of cdlc's own. */
  record Name(Span span, Optional<Declaration> declaration) implements Subject {}

  /** The path of a file, and its text if it could be read. */
  record Included(Span span, Optional<Source> file) implements Subject {}

  static Optional<Subject> at(Place place, Names names) {
    return place.word().flatMap(word -> at(place, word, names));
  }

  private static Optional<Subject> at(Place place, Word word, Names names) {
    return reference(place, word, names)
        .or(() -> place.context().flatMap(c -> in(c, place, word, names)));
  }

  private static Optional<Subject> reference(Place place, Word word, Names names) {
    for (Piece piece : word.pieces()) {
      if (piece instanceof Piece.Reference(var name, var span)
          && span.start() <= place.offset()
          && place.offset() < span.end()) {
        return Optional.of(name(names, Declaration.Kind.VALUE, name, span));
      }
    }
    return Optional.empty();
  }

  private static Subject name(Names names, Declaration.Kind kind, String name, Span span) {
    return new Name(span, Optional.ofNullable(names.visible(kind).get(name)));
  }

  private static Optional<Subject> in(Context context, Place place, Word word, Names names) {
    List<String> words = place.written(place.words());
    int index = place.words().indexOf(word);
    Phrase phrase = Phrase.of(context, words);
    if (phrase.prefix().isPresent() && index == 0) {
      return phrase.prefix().map(prefix -> new Statement(word.span(), prefix.entry()));
    }
    int at = index - (words.size() - phrase.words().size());
    return phrase.keyword().flatMap(keyword -> of(keyword, phrase, at, place, word, names));
  }

  private static Optional<Subject> of(
      Keyword keyword, Phrase phrase, int at, Place place, Word word, Names names) {
    int head = keyword.entry().head().size();
    if (at < head) {
      return Optional.of(new Statement(word.span(), keyword.entry()));
    }
    return Slot.after(keyword.entry(), phrase.words().subList(head, at)).stream()
        .filter(slot -> !slot.fixed() || slot.parameter().word().equals(word.text()))
        .findFirst()
        .map(slot -> argument(keyword, slot, place, word, names));
  }

  private static Subject argument(Keyword keyword, Slot slot, Place place, Word word, Names names) {
    Span span = slot.parameter().separatedByCommas() ? part(place, word) : word.span();
    String text = span.equals(word.span()) ? word.text() : place.source().slice(span);
    ValueType type = slot.parameter().type();
    if (slot.fixed()) {
      return new Argument(span, text, slot);
    }
    if (type == ValueType.SOURCE) {
      return new Included(span, names.included(place.statement().orElseThrow().span()));
    }
    if (Completions.namesContainer(keyword, type)) {
      return name(names, Declaration.Kind.CONTAINER, text, span);
    }
    if (Completions.namesNetwork(keyword, type)) {
      return name(names, Declaration.Kind.NETWORK, text, span);
    }
    boolean declared =
        type == ValueType.PROFILE && names.visible(Declaration.Kind.PROFILE).containsKey(text);
    return declared
        ? name(names, Declaration.Kind.PROFILE, text, span)
        : new Argument(span, text, slot);
  }

  /** The value at hand of a word that has commas in it. */
  private static Span part(Place place, Word word) {
    int start = place.offset();
    while (start > word.span().start() && place.source().at(start - 1) != ',') {
      start--;
    }
    int end = place.offset();
    while (end < word.span().end() && place.source().at(end) != ',') {
      end++;
    }
    return place.source().span(start, end);
  }
}
