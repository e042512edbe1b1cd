package dev.cdlc.importer.cdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.importer.Cdl;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordTest {
  private static final String AWKWARD =
      "ab0 ,#;<>\"'{}\\$\n\t\u0001\u00e9\u0085\u00a0\u200b\u202e\ufeff\u061c\u2028\ud83d\ude00=";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "50%",
        "KEY=value",
        "0-3,7",
        "--opt=a,b",
        "*.conf",
        "[::1]:80",
        "@x",
        "a#b",
        "caf\u00e9"
      })
  void leavesBareWhatMayBe(String text) {
    assertThat(Word.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "#x", ",x", "x,", "x#", "a;b", "a<b", "{}", "a,,b", "a,#b"})
  void quotesTheRestInDoubleQuotes(String text) {
    assertThat(Word.of(text)).isEqualTo('"' + text + '"');
  }

  @Test
  void prefersSingleQuotesToEscapes() {
    assertThat(Word.of("dev$ \"x\" \\")).isEqualTo("'dev$ \"x\" \\'");
  }

  @Test
  void escapesWhatSingleQuotesCannotHold() {
    assertThat(Word.of("it's $5")).isEqualTo("\"it's \\$5\"");
    assertThat(Word.of("a\nb\tc\u001b")).isEqualTo("\"a\\nb\\tc\\u{1b}\"");
    assertThat(Word.of("\u202e")).isEqualTo("\"\\u{202e}\"");
  }

  @ParameterizedTest
  @CsvSource({"A,b,A=b", "A,'',A=", "A,b c,A=\"b c\"", "A,'x,','A=\"x,\"'", "A,#x,A=#x"})
  void quotesOnlyTheValueOfAnAssignment(String name, String value, String word) {
    assertThat(Word.assignment(name, value)).isEqualTo(word);
  }

  /** The seed is fixed; the compiler says what a word means. */
  @Test
  void everyTextReadsBackAsItself() {
    var random = new Random(31);
    for (int i = 0; i < 400; i++) {
      var text = new StringBuilder("x");
      for (int length = random.nextInt(6); length > 0; length--) {
        int[] points = AWKWARD.codePoints().toArray();
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      assertThat(argument(Word.of(text.toString()))).as(text.toString()).isEqualTo(text.toString());
      assertThat(argument(Word.quoted(text.toString()))).isEqualTo(text.toString());
    }
  }

  private static String argument(String word) {
    String file = "container a < root ./r; run /bin/x " + word + " >\n";
    List<String> args =
        Cdl.compiled(file).containers().getFirst().emission().config().process().args();
    return args.getLast();
  }
}
