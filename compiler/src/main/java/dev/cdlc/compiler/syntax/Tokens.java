package dev.cdlc.compiler.syntax;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import dev.cdlc.compiler.syntax.SyntaxFile.Token.Kind;
import dev.cdlc.grammar.CdlLexer;
import dev.cdlc.grammar.Parsed;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a tree: those of the grammar, by the names that the tree has for them. */
final class Tokens {
  private Tokens() {}

  static List<Token> of(Source source, Parsed parsed) {
    var tokens = new ArrayList<Token>();
    for (var token : parsed.tokens()) {
      if (token.getType() != CdlLexer.EOF) {
        add(
            tokens,
            new Token(kind(token), source.span(token.getStartIndex(), token.getStopIndex() + 1)));
      }
    }
    return tokens;
  }

  /** Stretches left out are often long: those that adjoin become one. */
  private static void add(List<Token> tokens, Token token) {
    boolean joins =
        token.kind() == Kind.SKIPPED
            && !tokens.isEmpty()
            && tokens.getLast().kind() == Kind.SKIPPED;
    if (joins) {
      tokens.add(new Token(Kind.SKIPPED, tokens.removeLast().span().to(token.span())));
    } else {
      tokens.add(token);
    }
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
