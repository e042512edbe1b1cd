package dev.cdlc.compiler.syntax;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import dev.cdlc.compiler.syntax.SyntaxFile.Token.Kind;
import dev.cdlc.grammar.CdlLexer;
import dev.cdlc.grammar.Parsed;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The tokens of a tree: those of the grammar, by the names that the tree has for them. A token
 * begins where the one before it ends; each is made when it is asked for, since there may be a
 * million, and compiling asks for none.
 */
final class Tokens extends AbstractList<Token> implements RandomAccess {
  private final Source source;
  private final Kind[] kinds;
  private final int[] ends;
  private int size;

  private Tokens(Source source, int most) {
    this.source = source;
    this.kinds = new Kind[most];
    this.ends = new int[most];
  }

  static List<Token> of(Source source, Parsed parsed) {
    var tokens = new Tokens(source, parsed.tokens().size());
    for (var token : parsed.tokens()) {
      if (token.getType() != CdlLexer.EOF) {
        tokens.append(kind(token), token.getStopIndex() + 1);
      }
    }
    return tokens;
  }

  /** Stretches left out are often long: those that adjoin become one. */
  private void append(Kind kind, int end) {
    boolean joins = kind == Kind.SKIPPED && size > 0 && kinds[size - 1] == Kind.SKIPPED;
    if (!joins) {
      kinds[size] = kind;
      size++;
    }
    ends[size - 1] = end;
  }

  @Override
  public Token get(int index) {
    Objects.checkIndex(index, size);
    int start = index == 0 ? 0 : ends[index - 1];
    return new Token(kinds[index], source.span(start, ends[index]));
  }

  @Override
  public int size() {
    return size;
  }

  private static Kind kind(org.antlr.v4.runtime.Token token) {
    if (Parsed.skipped(token)) {
      return Kind.SKIPPED;
    }
    return switch (token.getType()) {
      case CdlLexer.COMMA -> Kind.COMMA;
      case CdlLexer.SEMI -> Kind.SEMICOLON;
      case CdlLexer.LT -> Kind.OPEN;
      case CdlLexer.GT -> Kind.CLOSE;
      case CdlLexer.DOC -> Kind.DOC;
      case CdlLexer.COMMENT -> Kind.COMMENT;
      case CdlLexer.WS -> Kind.BLANK;
      default -> Kind.WORD;
    };
  }
}
