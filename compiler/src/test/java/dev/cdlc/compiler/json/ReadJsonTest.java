package dev.cdlc.compiler.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadJsonTest {
  private static final Wanted WANTED =
      new Wanted("config.json", "write one", Code.NOT_JSON, Code.PROPERTY_TWICE);

  @Test
  void everyValueHasItsPlace() {
    var source = source("{\"a\": [true, {\"b\": \"\ud83d\ude00\"}, null], \"d\": -12}");
    Json.Mapping root = mapping(read(source).value().orElseThrow());
    Json.Sequence list = (Json.Sequence) value(root, "a");
    assertThat(list.items().stream().map(Json::span).map(source::slice))
        .containsExactly("true", "{\"b\": \"\ud83d\ude00\"}", "null");
    Json.Property inner = mapping(list.items().get(1)).get("b").orElseThrow();
    assertThat(source.slice(inner.place())).isEqualTo("\"b\"");
    assertThat(source.slice(inner.value().span())).isEqualTo("\"\ud83d\ude00\"");
    assertThat(value(root, "d"))
        .isEqualTo(new Json.Whole(BigInteger.valueOf(-12), source.span(37, 40)));
    assertThat(source.slice(root.span())).isEqualTo(source.text());
    assertThat(root.get("nothing")).isEmpty();
  }

  @Test
  void escapesInNamesAreCounted() {
    var source = source("{\"a\\\"b\": 1}");
    Json.Mapping root = mapping(read(source).value().orElseThrow());
    assertThat(root.get("a\"b").map(Json.Property::place).map(source::slice))
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
    Result<Json> read = read(source(text));
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
    Diagnostic found = read(source("{'a': 1}")).diagnostics().getFirst();
    assertThat(found.primary().span().start()).isEqualTo(1);
    assertThat(found.help()).contains("texts and names stand in double quotes");
  }

  @Test
  void anEmptyFileIsToldAsSuch() {
    assertThat(read(source(" \n")).diagnostics().getFirst().message())
        .isEqualTo("the file is empty");
  }

  @Test
  void everyFractionAndEveryDoublePropertyIsTold() {
    Result<Json> read = read(source("{\"a\": 1.5, \"b\": 1e3, \"a\": 2}"));
    assertThat(read.value()).isEmpty();
    assertThat(read.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.NOT_JSON, Code.NOT_JSON, Code.PROPERTY_TWICE);
  }

  @Test
  void deepNestingIsToldAtOnce() {
    String text = "[".repeat(100_000);
    assertThat(read(source(text)).diagnostics())
        .singleElement()
        .extracting(Diagnostic::code)
        .isEqualTo(Code.NOT_JSON);
  }

  private static Result<Json> read(Source source) {
    return ReadJson.read(source, WANTED);
  }

  private static Json.Mapping mapping(Json value) {
    return (Json.Mapping) value;
  }

  private static Json value(Json.Mapping mapping, String name) {
    return mapping.get(name).orElseThrow().value();
  }

  private static Source source(String text) {
    return new Source(new SourceId("config.json"), text);
  }
}
