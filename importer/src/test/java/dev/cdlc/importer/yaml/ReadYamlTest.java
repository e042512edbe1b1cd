package dev.cdlc.importer.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import dev.cdlc.importer.yaml.Yaml.Scalar;
import dev.cdlc.importer.yaml.Yaml.Sequence;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadYamlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      quoteCharacter = '^',
      value = {
        "a: [1, yes, 'x y', ~]%{a=[1, yes, x y, null]}",
        "a: \"\\u0041\"%{a=A}",
        "{a: {b: c}, d: }%{a={b=c}, d=null}",
        "x: &x {a: 1, b: 2}\\ny: {<<: *x, b: 3}%{x={a=1, b=2}, y={a=1, b=3}}",
        "x: {<<: [{a: 1}, {a: 2, b: 3}], c: 4}%{x={a=1, b=3, c=4}}",
        "a: !reset [1]%{a=null}",
        "a: !reset x%{a=null}",
        "# nothing%null"
      })
  void readsValues(String text, String shown) {
    assertThat(shown(read(text).value().orElseThrow())).isEqualTo(shown);
  }

  @Test
  void everyValueHasItsPlace() {
    var source = source("a: [\ud83d\ude00, b]\nc: {d: 'e f'}\n");
    Mapping file = (Mapping) ReadYaml.read(source).value().orElseThrow();
    assertThat(source.slice(((Sequence) file.get("a").orElseThrow()).items().get(1).span()))
        .isEqualTo("b");
    assertThat(source.slice(((Mapping) file.get("c").orElseThrow()).entries().getFirst().place()))
        .isEqualTo("d");
    assertThat(source.slice(((Mapping) file.get("c").orElseThrow()).get("d").orElseThrow().span()))
        .isEqualTo("'e f'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '^',
      value = {
        "a: [1!1:5",
        "a: 1\\na: 2!2:1",
        "a: *b!1:4",
        "a: &b [*b]!1:8",
        "a: &b {c: *b}!1:11",
        "? [a]\\n: b!1:3",
        "<<: x!1:5",
        "a: 1\\n---\\nb: 2!2:1",
        "a:\\n\\t b!2:1",
        "a: @x!1:4",
        "a: '\u0001'!1:5"
      })
  void saysWhereItIsNotYaml(String text, String place) {
    Result<Yaml> read = read(text);
    assertThat(read.diagnostics())
        .singleElement()
        .extracting(Diagnostic::code)
        .isEqualTo(Code.NOT_YAML);
    int start = read.diagnostics().getFirst().primary().span().start();
    Source source = source(text.replace("\\n", "\n").replace("\\t", "\t"));
    assertThat(source.line(start) + ":" + source.column(start)).isEqualTo(place);
  }

  private static Result<Yaml> read(String text) {
    return ReadYaml.read(source(text.replace("\\n", "\n").replace("\\t", "\t")));
  }

  private static String shown(Yaml value) {
    return switch (value) {
      case Scalar scalar -> scalar.absent() ? "null" : scalar.text();
      case Sequence(var items, _) -> items.stream().map(ReadYamlTest::shown).toList().toString();
      case Mapping(var entries, _) ->
          entries.stream()
              .map(entry -> entry.key() + "=" + shown(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  private static Source source(String text) {
    return new Source(new SourceId("compose.yaml"), text);
  }
}
