package dev.cdlc.compiler.fmt;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import dev.cdlc.compiler.syntax.SyntaxFile.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The comments of a file that have no place in the new form yet, in order. */
final class Comments {
  private final Source source;
  private final Deque<Token> left = new ArrayDeque<>();

  Comments(SyntaxFile file) {
    this.source = file.source();
    file.tokens().stream()
        .filter(token -> token.kind() == Kind.COMMENT || token.kind() == Kind.DOC)
        .forEach(left::add);
  }

  /** Those that stand before an offset; they are here no longer. */
  List<Token> takeBefore(int offset) {
    var taken = new ArrayList<Token>();
    while (!left.isEmpty() && left.getFirst().span().start() < offset) {
      taken.add(left.removeFirst());
    }
    return taken;
  }

  /** A comment with its marks, without blanks at its end. */
  String text(Token comment) {
    return source.slice(comment.span()).stripTrailing();
  }

  /** A comment that begins with a single mark, and so describes no statement. */
  String plainText(Token comment) {
    return comment.kind() == Kind.DOC ? text(comment).replaceFirst("^#+", "#") : text(comment);
  }

  /** Whether a word or bracket stands before it on its line. */
  boolean trails(Token comment) {
    int at = comment.span().start() - 1;
    while (source.at(at) != '\n' && isLeftOut(source.at(at))) {
      at--;
    }
    return at >= 0 && source.at(at) != '\n';
  }

  /** Blanks, and semicolons: where they are needed they are supplied anew. */
  private static boolean isLeftOut(int c) {
    return c == ';' || Character.isWhitespace(c);
  }

  /** Whether the line before a place is blank. */
  boolean afterBlankLine(Span place) {
    int ends = 0;
    for (int at = place.start() - 1; Character.isWhitespace(source.at(at)); at--) {
      ends += source.at(at) == '\n' ? 1 : 0;
    }
    return ends > 1;
  }
}
