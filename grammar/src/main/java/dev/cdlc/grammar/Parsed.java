package dev.cdlc.grammar;

import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;

/**
 * A text as the grammar sees it. There is a tree for every text: what does not belong is mended
 * first, and told in {@code faults}, at most once for each statement.
 *
 * @param tokens all that the text holds, comments and blanks included, in order; ends with EOF
 * @param faults in no order
 */
public record Parsed(CdlParser.FileContext tree, List<Token> tokens, List<Fault> faults) {
  /** How deep blocks may be nested. */
  public static final int MAX_DEPTH = 64;

  /** How many statements a text may have. */
  public static final int MAX_STATEMENTS = 10_000;

  public Parsed {
    tokens = List.copyOf(tokens);
    faults = List.copyOf(faults);
  }

  public static Parsed of(String text, StatementNames names) {
    TokenFilter.Filtered filtered = TokenFilter.filter(text, names);
    var parser = new CdlParser(new CommonTokenStream(new ListTokenSource(filtered.tokens())));
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    return new Parsed(parser.file(), filtered.held(), filtered.faults());
  }

  /** Whether the text holds the token, but the tree does not. */
  public static boolean skipped(Token token) {
    return token.getChannel() == TokenFilter.SKIPPED;
  }

  /** Whether the filter supplied the token. */
  public static boolean supplied(Token token) {
    return token.getType() != Token.EOF && token.getStopIndex() < token.getStartIndex();
  }
}
