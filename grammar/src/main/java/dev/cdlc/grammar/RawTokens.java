package dev.cdlc.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** All tokens of a text as the lexer made them, and the view ahead that the filter needs. */
final class RawTokens {
  private final List<CommonToken> tokens = new ArrayList<>();
  private int surplus;

  RawTokens(String text) {
    var lexer = new CdlLexer(LexerInput.of(text));
    lexer.removeErrorListeners();
    CommonToken token;
    do {
      token = (CommonToken) lexer.nextToken();
      tokens.add(token);
      surplus += closed(token);
    } while (token.getType() != Token.EOF);
  }

  private static int closed(Token token) {
    return switch (token.getType()) {
      case CdlLexer.LT -> -1;
      case CdlLexer.GT -> 1;
      default -> 0;
    };
  }

  /** All of them, in order. */
  List<Token> all() {
    return List.copyOf(tokens);
  }

  int size() {
    return tokens.size();
  }

  CommonToken get(int index) {
    return tokens.get(index);
  }

  /** The first token after {@code index} that is neither blank nor comment. */
  CommonToken next(int index) {
    return get(nextIndex(index));
  }

  /** The index of that token. */
  int nextIndex(int index) {
    int next = index + 1;
    while (get(next).getChannel() != Token.DEFAULT_CHANNEL) {
      next++;
    }
    return next;
  }

  /** The index of the first bracket or {@code ;} after {@code index}, or of the end. */
  int statementEnd(int index) {
    int end = nextIndex(index);
    while (!endsWords(get(end).getType())) {
      end = nextIndex(end);
    }
    return end;
  }

  private static boolean endsWords(int type) {
    return switch (type) {
      case CdlLexer.LT, CdlLexer.GT, CdlLexer.SEMI, Token.EOF -> true;
      default -> false;
    };
  }

  /** The tokens of one type that follow each other from {@code index} on. */
  Run run(int index) {
    int count = 1;
    int last = index;
    int next = nextIndex(index);
    while (get(next).getType() == get(index).getType()) {
      count++;
      last = next;
      next = nextIndex(next);
    }
    return new Run(count, get(last), get(next));
  }

  record Run(int count, Token last, Token next) {}

  /** How many more {@code >} there are than {@code <}. */
  int surplus() {
    return surplus;
  }

  /** The N of a file that begins with {@code cdl N}. */
  OptionalInt version() {
    int first = nextIndex(-1);
    if (!get(first).getText().equals("cdl")) {
      return OptionalInt.empty();
    }
    String number = next(first).getText();
    return number.matches("[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(number))
        : OptionalInt.empty();
  }
}
