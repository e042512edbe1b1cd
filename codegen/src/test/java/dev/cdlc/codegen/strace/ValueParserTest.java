package dev.cdlc.codegen.strace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ValueParserTest {
  @Test
  void readsNumbersOfEveryBase() {
    assertThat(parse("0, -1, 0x1f, 0755, 18446744073709551615, 0xffffffffffffffff)"))
        .containsExactly(number(0), number(-1), number(31), number(0755), number(-1), number(-1));
  }

  @Test
  void readsStringsWithTheirEscapes() {
    assertThat(parse("\"a\\tb\\\"\\\\\\n\", \"\\1\\0013\\x41g\", \"ü\", \"cut\"...)"))
        .containsExactly(
            text("a\tb\"\\\n"),
            text("\1\0013Ag"),
            text("\u00c3\u00bc"),
            new Value.Text("cut", true));
  }

  @Test
  void readsStringsOfAnyLength() {
    String pages = "\\377x".repeat(100_000);
    assertThat(parse("\"" + pages + "\")")).containsExactly(text("\u00ffx".repeat(100_000)));
  }

  @Test
  void readsStructuresAndSequences() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("fd", number(3));
    fields.put("name", text("}"));
    assertThat(parse("[{fd=3, name=\"}\"}, {}], [2 15], [])"))
        .containsExactly(
            new Value.Sequence(
                List.of(new Value.Structure(fields), new Value.Structure(new LinkedHashMap<>()))),
            new Value.Sequence(List.of(new Value.Other("2 15"))),
            new Value.Sequence(List.of()));
  }

  @Test
  void skipsCommentsAndWhatTheKernelMadeOfAnArgument() {
    assertThat(parse("0x103 /* makedev(0x1, 0x3) */, {a=1} => {a=2}, NULL)"))
        .containsExactly(number(0x103), structure("a", 1), new Value.Other("NULL"));
  }

  @Test
  void stopsBehindTheClosingParenthesis() {
    ValueParser parser = new ValueParser("makedev(0x1, 0x3), 1) = 3", 0);
    assertThat(parser.arguments()).containsExactly(new Value.Other("makedev(0x1, 0x3)"), number(1));
    assertThat(parser.rest()).isEqualTo(" = 3");
  }

  @Test
  void endsWhereTheTextDoes() {
    for (String text : List.of("", "1", "\"open", "{a=1", "[1, 2", "1, ]", "}", "{a", "\"\\")) {
      assertThat(parse(text)).isNotNull();
    }
  }

  private static List<Value> parse(String text) {
    return new ValueParser(text, 0).arguments();
  }

  private static Value number(long value) {
    return new Value.Numeral(value);
  }

  private static Value text(String text) {
    return new Value.Text(text, false);
  }

  private static Value structure(String field, long value) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put(field, number(value));
    return new Value.Structure(fields);
  }
}
