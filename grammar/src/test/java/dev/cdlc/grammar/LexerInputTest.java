package dev.cdlc.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

class LexerInputTest {
  private static final long SEED = 7;
  private static final int TEXTS = 2_000;
  private static final int LONGEST = 40;

  /** What the grammar names, and what it does not: letters, blanks, marks of every length. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "web",
          " ",
          "\n",
          "\r\n",
          "\t",
          "\"",
          "'",
          "#",
          "##",
          ",",
          ";",
          "<",
          ">",
          "$",
          "{",
          "}",
          "${a}",
          "${",
          "\\",
          "\\u{e9}",
          "!",
          "\u007F",
          "\0",
          "\u0085",
          "\u00A0",
          "\u00E9",
          "\u00FF",
          "\u061C",
          "\u1680",
          "\u2000",
          "\u200B",
          "\u200C",
          "\u2028",
          "\u202E",
          "\u202F",
          "\u205F",
          "\u3000",
          "\uFEFF",
          "\u5B57",
          "\uD83D\uDC33");

  private final Random random = new Random(SEED);

  @Test
  void givesTheTokensOfTheTextItself() {
    for (int i = 0; i < TEXTS; i++) {
      String text = text();
      assertThat(tokens(LexerInput.of(text)))
          .as(text)
          .isEqualTo(tokens(CharStreams.fromString(text)));
    }
  }

  private String text() {
    return IntStream.range(0, random.nextInt(LONGEST))
        .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }

  private static List<String> tokens(CharStream input) {
    var lexer = new CdlLexer(input);
    lexer.removeErrorListeners();
    return lexer.getAllTokens().stream().map(LexerInputTest::said).toList();
  }

  private static String said(Token token) {
    return "%d %d-%d at %d:%d %s"
        .formatted(
            token.getType(),
            token.getStartIndex(),
            token.getStopIndex(),
            token.getLine(),
            token.getCharPositionInLine(),
            token.getText());
  }
}
