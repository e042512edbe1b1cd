package dev.cdlc.compiler.syntax;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads one word: takes off its quotes, resolves its escapes and finds its references. Tells of the
 * first thing that is wrong with it, and reads on as well as it can.
 */
final class WordReader {
  private static final int NOT_FOUND = -1;

  /** What may make a word something else than its text. */
  private static final String MARKS = "\"#$'\\{}";

  private static final int LONGEST_ESCAPE = "\\u{10FFFF}".length();

  private final Source source;
  private final Span span;
  private final WordFault faults;
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private final List<Integer> unquoted = new ArrayList<>();
  private Optional<Supplier<Diagnostic>> fault = Optional.empty();

  /** Told only of a word without a fault, which it must not hide. */
  private Optional<Supplier<Diagnostic>> warning = Optional.empty();

  private int at;

  /**
   * A word, and what is wrong with it.
   *
   * @param fault the first error; told only where it is asked for, since a statement of many broken
   *     words has one report
   * @param warning of a word without a fault
   */
  record Reading(
      Word word, Optional<Supplier<Diagnostic>> fault, Optional<Supplier<Diagnostic>> warning) {
    private static Reading of(Word word) {
      return new Reading(word, Optional.empty(), Optional.empty());
    }
  }

  private WordReader(Source source, Span span) {
    this.source = source;
    this.span = span;
    this.faults = new WordFault(source, span);
    this.at = span.start();
  }

  /**
   * @param broken whether it is known to be reported already, or about to be
   */
  static Reading read(Source source, Span span, boolean broken) {
    return isPlain(source, span)
        ? Reading.of(plain(source.slice(span), broken, span))
        : new WordReader(source, span).word(broken);
  }

  /** Whether the word is its text: no quote, escape, reference or comment is near. */
  private static boolean isPlain(Source source, Span span) {
    for (int i = span.start(); i < span.end(); i++) {
      int c = source.at(i);
      if (c <= ' ' || c > '~' || MARKS.indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static Word plain(String text, boolean broken, Span span) {
    return new Word(text, List.of(new Piece.Literal(text, false)), broken, span);
  }

  private Reading word(boolean broken) {
    while (at < span.end()) {
      piece();
    }
    endLiteral(false);
    boolean unfit = broken || fault.isPresent() || ForbiddenCharacters.within(source, span);
    return new Reading(new Word(text(), pieces, unfit, span), fault, warning);
  }

  private String text() {
    if (pieces.size() == 1 && pieces.getFirst() instanceof Piece.Literal(var value, _)) {
      return value;
    }
    var text = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Literal(var value, _) -> text.append(value);
        case Piece.Reference(var name, _) -> text.append("${").append(name).append('}');
      }
    }
    return text.toString();
  }

  private void piece() {
    switch (source.at(at)) {
      case '"' -> doubleQuoted();
      case '\'' -> singleQuoted();
      case '$' -> dollar();
      case '#' -> hash();
      default -> bare();
    }
  }

  private void bare() {
    int c = source.at(at);
    if (c == '{' || c == '}' || c == '\\' || Blanks.looksLikeSpace(c)) {
      unquoted.add(at);
      report(() -> faults.mustBeQuoted(unquoted));
    }
    take(1);
  }

  private void hash() {
    boolean afterQuote = at > span.start() && literal.isEmpty() && endsQuoted();
    if (afterQuote || at + 1 == span.end()) {
      int hash = at;
      warning = warning.or(() -> Optional.of(() -> faults.gluedComment(hash)));
    }
    take(1);
  }

  private boolean endsQuoted() {
    return !pieces.isEmpty() && pieces.getLast() instanceof Piece.Literal(_, var quoted) && quoted;
  }

  private void dollar() {
    if (source.at(at + 1) == '$') {
      at++;
      take(1);
    } else if (!reference()) {
      int dollar = at;
      report(() -> faults.badReference(dollar, false));
      take(1);
    }
  }

  private void singleQuoted() {
    int close = find('\'', at + 1, span.end());
    endLiteral(false);
    if (close == NOT_FOUND) {
      int open = at;
      report(() -> faults.unterminated(open));
    }
    int end = close == NOT_FOUND ? span.end() : close;
    literal.append(source.slice(source.span(at + 1, end)));
    endLiteral(true);
    at = Math.min(end + 1, span.end());
  }

  private int find(int c, int from, int to) {
    for (int i = from; i < to; i++) {
      if (source.at(i) == c) {
        return i;
      }
    }
    return NOT_FOUND;
  }

  private void doubleQuoted() {
    int open = at;
    endLiteral(false);
    at++;
    while (at < span.end() && source.at(at) != '"') {
      inDoubleQuotes();
    }
    endLiteral(true);
    if (at == span.end()) {
      fault = Optional.of(() -> faults.unterminated(open));
    } else {
      at++;
    }
  }

  private void inDoubleQuotes() {
    switch (source.at(at)) {
      case '\\' -> escape();
      case '$' -> {
        if (!reference()) {
          int dollar = at;
          report(() -> faults.badReference(dollar, true));
          take(1);
        }
      }
      default -> take(1);
    }
  }

  private void escape() {
    switch (source.at(at + 1)) {
      case 'n' -> put('\n', 2);
      case 't' -> put('\t', 2);
      case '\\', '"', '$' -> put(source.at(at + 1), 2);
      case 'u' -> unicodeEscape();
      default -> {
        int escape = at;
        report(() -> faults.unknownEscape(escape));
        take(1);
      }
    }
  }

  /** {@code \\u{H…}}: one to six hexadecimal digits. */
  private void unicodeEscape() {
    int close = find('}', at + 2, Math.min(span.end(), at + LONGEST_ESCAPE));
    Optional<Integer> codePoint =
        close == NOT_FOUND
            ? Optional.empty()
            : unicode(source.slice(source.span(at + 2, close + 1)));
    if (codePoint.isPresent()) {
      put(codePoint.get(), close + 1 - at);
    } else {
      int escape = at;
      report(() -> faults.badUnicodeEscape(escape));
      take(2);
    }
  }

  private static Optional<Integer> unicode(String braced) {
    return Optional.of(braced)
        .filter(text -> text.matches("\\{[0-9a-fA-F]{1,6}}"))
        .map(text -> Integer.parseInt(text, 1, text.length() - 1, 16))
        .filter(c -> c > 0 && Character.isValidCodePoint(c))
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
  }

  /** Reads a {@code ${name}} here, if there is one. */
  private boolean reference() {
    int end = References.end(source, at, span.end());
    if (end == References.NONE) {
      return false;
    }
    endLiteral(false);
    Span whole = source.span(at, end);
    pieces.add(new Piece.Reference(source.slice(source.span(at + 2, end - 1)), whole));
    at = end;
    return true;
  }

  private void take(int count) {
    put(source.at(at), count);
  }

  private void put(int codePoint, int length) {
    literal.appendCodePoint(codePoint);
    at += length;
  }

  /** An empty text is a piece only where quotes say so. */
  private void endLiteral(boolean quoted) {
    if (quoted || !literal.isEmpty()) {
      pieces.add(new Piece.Literal(literal.toString(), quoted));
      literal.setLength(0);
    }
  }

  private void report(Supplier<Diagnostic> found) {
    fault = fault.or(() -> Optional.of(found));
  }
}
