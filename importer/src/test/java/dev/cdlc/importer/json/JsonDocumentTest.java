package dev.cdlc.importer.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import org.junit.jupiter.api.Test;

final class JsonDocumentTest {
  @Test
  void everyValueHasItsPlace() {
    var source =
        new Source(
            new SourceId("config.json"),
            "{\"a\": [true, {\"b/c\": \"\ud83d\ude00\"}], \"~\": 12, \"n\": null}");
    JsonDocument document = JsonDocument.read(source).value().orElseThrow();
    assertThat(source.slice(document.at("/a/0"))).isEqualTo("true");
    assertThat(source.slice(document.at("/a/1/b~1c"))).isEqualTo("\"\ud83d\ude00\"");
    assertThat(source.slice(document.at("/~0"))).isEqualTo("12");
    assertThat(source.slice(document.at("/~0/nothing"))).isEqualTo("12");
    assertThat(document.name("/a/1/b~1c").map(source::slice)).contains("\"b/c\"");
    assertThat(document.name("/a/0")).isEmpty();
    assertThat(document.root())
        .hasToString("{\"a\":[true,{\"b/c\":\"\ud83d\ude00\"}],\"~\":12,\"n\":null}");
  }
}
