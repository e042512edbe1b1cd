package dev.cdlc.compiler.syntax;

import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.grammar.BlockKind.Form;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Puts quotes where they are missing. */
final class Quoting {
  private final Source source;
  private final Form form;

  /**
   * @param form of the statement whose words lack quotes
   */
  Quoting(Source source, Form form) {
    this.source = source;
    this.form = form;
  }

  /** Quotes a word; or the characters at these offsets, if the word has quotes or references. */
  static List<Edit> of(Source source, Span word, List<Integer> places) {
    return isPlain(source, word)
        ? List.of(whole(source, word))
        : places.stream().map(at -> character(source, at)).toList();
  }

  private static boolean isPlain(Source source, Span word) {
    return source
        .slice(word)
        .chars()
        .noneMatch(c -> c == '"' || c == '\'' || c == '$' || Blanks.looksLikeSpace(c));
  }

  private static Edit whole(Source source, Span word) {
    String text = source.slice(word);
    String quote = text.indexOf('\\') < 0 ? "\"" : "'";
    return new Edit(word, quote + text + quote);
  }

  private static Edit character(Source source, int at) {
    int c = source.at(at);
    String written = Blanks.looksLikeSpace(c) ? " " : "'" + Character.toString(c) + "'";
    return new Edit(source.span(at, at + 1), written);
  }

  /** Quotes the words that hold these tokens, each word once. */
  List<Edit> of(List<Token> tokens) {
    var edits = new ArrayList<Edit>();
    Span word = source.span(0, 0);
    boolean plain = false;
    for (Token token : tokens) {
      if (token.getStartIndex() >= word.end()) {
        word = wordAround(token.getStartIndex(), word.end());
        plain = isPlain(source, word);
        if (plain) {
          edits.add(whole(source, word));
        }
      }
      if (!plain) {
        edits.add(character(source, token.getStartIndex()));
      }
    }
    return edits;
  }

  /**
   * @param from where the word may begin at the earliest
   */
  private Span wordAround(int at, int from) {
    int start = at;
    while (start > from && belongs(source.at(start - 1))) {
      start--;
    }
    int end = at + 1;
    while (end < source.length() && belongs(source.at(end))) {
      end++;
    }
    while (form == Form.ENTRIES && source.at(end - 1) == ',') {
      end--;
    }
    return source.span(start, end);
  }

  private static boolean belongs(int c) {
    return c != ';' && !Character.isWhitespace(c);
  }
}
