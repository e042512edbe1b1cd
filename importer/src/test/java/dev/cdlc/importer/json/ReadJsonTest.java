package dev.cdlc.importer.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadJsonTest {
  @Test
  void everyValueHasItsPlace() {
    var source = source("{\"a\": [true, {\"b/c\": \"\ud83d\ude00\"}], \"d\": 12}");
    JsonDocument document = ReadJson.read(source).value().orElseThrow();
    assertThat(source.slice(document.at("/a/0"))).isEqualTo("true");
    assertThat(source.slice(document.at("/a/1/b~1c"))).isEqualTo("\"\ud83d\ude00\"");
    assertThat(source.slice(document.at("/d"))).isEqualTo("12");
    assertThat(source.slice(document.at("/d/nothing"))).isEqualTo("12");
    assertThat(document.name("/a/1/b~1c").map(source::slice)).contains("\"b/c\"");
  }

  @Test
  void escapesInNamesAreCounted() {
    var source = source("{\"a\\\"b\": 1}");
    assertThat(ReadJson.read(source).value().orElseThrow().name("/a\"b").map(source::slice))
        .contains("\"a\\\"b\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1,}|}",
        "{\"a\" 1}|1",
        "// x|/",
        "{\"a\": 1|1",
        "[1, 2|2",
        "{\"a\": 1} {|{",
        "{\"a\": 1]|]",
        "[tru]|t"
      })
  void saysWhereJsonEnds(String text, String place) {
    Result<JsonDocument> read = ReadJson.read(source(text));
    assertThat(read.value()).isEmpty();
    assertThat(read.diagnostics())
        .singleElement()
        .extracting(Diagnostic::code)
        .isEqualTo(Code.NOT_JSON);
    Diagnostic found = read.diagnostics().getFirst();
    assertThat(source(text).slice(found.primary().span())).isEqualTo(place);
    assertThat(found.help()).isPresent();
  }

  @Test
  void singleQuotesAreToldAsSuch() {
    Diagnostic found = ReadJson.read(source("{'a': 1}")).diagnostics().getFirst();
    assertThat(found.primary().span().start()).isEqualTo(1);
    assertThat(found.help()).contains("texts and names stand in double quotes");
  }

  @Test
  void anEmptyFileIsToldAsSuch() {
    assertThat(ReadJson.read(source(" \n")).diagnostics().getFirst().message())
        .isEqualTo("the file is empty");
  }

  @Test
  void everyFractionAndEveryDoublePropertyIsTold() {
    Result<JsonDocument> read = ReadJson.read(source("{\"a\": 1.5, \"b\": 1e3, \"a\": 2}"));
    assertThat(read.value()).isEmpty();
    assertThat(read.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.NOT_JSON, Code.NOT_JSON, Code.PROPERTY_TWICE);
  }

  @Test
  void deepNestingIsToldAtOnce() {
    String text = "[".repeat(100_000);
    assertThat(ReadJson.read(source(text)).diagnostics())
        .singleElement()
        .extracting(Diagnostic::code)
        .isEqualTo(Code.NOT_JSON);
  }

  private static Source source(String text) {
    return new Source(new SourceId("config.json"), text);
  }
}
