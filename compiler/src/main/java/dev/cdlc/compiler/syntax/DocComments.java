package dev.cdlc.compiler.syntax;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.syntax.SyntaxFile.DocComment;
import dev.cdlc.grammar.CdlLexer;
import dev.cdlc.grammar.Parsed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/** The {@code ##} comments of a text, each on a line of its own, by what they stand before. */
final class DocComments {
  private final Source source;
  private final Map<Integer, List<DocComment>> byStart = new HashMap<>();

  DocComments(Source source, Parsed parsed) {
    this.source = source;
    var pending = new ArrayList<DocComment>();
    int line = 0;
    for (Token token : parsed.tokens()) {
      if (token.getType() == CdlLexer.DOC && token.getLine() > line) {
        pending.add(comment(token));
      } else if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        line = token.getLine();
        attach(pending, token);
      }
    }
  }

  private void attach(List<DocComment> pending, Token token) {
    if (!pending.isEmpty()) {
      byStart.put(token.getStartIndex(), List.copyOf(pending));
      pending.clear();
    }
  }

  private DocComment comment(Token token) {
    String text = token.getText().substring("##".length());
    return new DocComment(
        text.strip(), source.span(token.getStartIndex(), token.getStopIndex() + 1));
  }

  /** What stands before the token that starts at an offset. */
  List<DocComment> before(int start) {
    return byStart.getOrDefault(start, List.of());
  }
}
