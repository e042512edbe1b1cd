package dev.cdlc.compiler.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.schemas.JsonText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ValidateTest {
  private static final Source SOURCE =
      new Source(new SourceId("web.cdl"), "container web < hostname x; cpu 50% >");

  private static final Origins ORIGINS =
      new Origins(
          Sources.of(SOURCE),
          new TreeMap<>(
              Map.of(
                  "", place("container web"),
                  "/hostname", place("hostname x"),
                  "/linux/resources/cpu", place("50%"))));

  @Test
  void validConfigPasses() {
    JsonNode config = config("{'ociVersion': '1.0.2', 'root': {'path': 'fs'}}");
    assertThat(Validate.validate(config, ORIGINS).value()).contains(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'ociVersion':'1.0.2'} | SCHEMA_MISSING_PROPERTY | the config needs `root`
          {'ociVersion':'1.0.2','root':{'path':'fs'},'memroy':1} | SCHEMA_UNKNOWN_PROPERTY | the config has no property `memroy`
          {'ociVersion':'1.0.2','root':{'path':1}} | SCHEMA_WRONG_TYPE | `root.path` must be of type string
          {'ociVersion':'1.0.2','root':{'path':'fs'},'hostname':''} | SCHEMA_OUT_OF_RANGE | `hostname` must have a length of at least 1
          {'ociVersion':'1.0.2','root':{'path':'fs'},'mounts':[{'destination':'x'}]} | SCHEMA_WRONG_FORM | `mounts[0].destination` does not have the form that the specification asks for
          {'ociVersion':'1.0.2','root':{'path':'fs'},'linux':{'rootfsPropagation':'up'}} | SCHEMA_WRONG_VALUE | `linux.rootfsPropagation` must be one of private, shared, slave, unbindable
          {'ociVersion':'1.0.2','root':{'path':'fs'},'process':{'cwd':'/','user':{'uid':4294967295,'gid':0}}} | SCHEMA_OUT_OF_RANGE | `process.user.uid` must be at most 4294967294
          """)
  void eachKindOfFaultHasWordsOfItsOwn(String json, Code code, String fact) {
    var found = Validate.validate(config(json), ORIGINS).diagnostics();
    assertThat(found).extracting(Diagnostic::code).contains(code);
    assertThat(found).extracting(Diagnostic::message).anyMatch(text -> text.endsWith(fact));
  }

  @Test
  void faultIsShownWhereTheSourceAskedForIt() {
    JsonNode config =
        config(
            "{'ociVersion': '1.0.2', 'root': {'path': 'fs'}, 'hostname': '',"
                + " 'linux': {'resources': {'cpu': {'period': -5}}}}");
    assertThat(Validate.validate(config, ORIGINS).diagnostics())
        .extracting(found -> SOURCE.slice(found.primary().span()))
        .contains("hostname x", "50%");
  }

  @Test
  void aNameOfAnyLengthLeavesTheMessageShort() {
    String name = "<" + "🐳".repeat(5000) + ">";
    JsonNode config =
        config(
            "{'ociVersion':'1.0.2','root':{'path':'fs','%1$s':1},'annotations':{'%1$s':1}}"
                .formatted(name));
    assertThat(Validate.validate(config, ORIGINS).diagnostics())
        .extracting(Diagnostic::message)
        .hasSize(2)
        .allSatisfy(
            message -> assertThat(message).contains("<🐳", "…", "🐳>").hasSizeLessThan(2000));
  }

  private static JsonNode config(String json) {
    return JsonText.read(
        new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private static Origins.Place place(String words) {
    int start = SOURCE.text().indexOf(words);
    return new Origins.Place(new Span(SOURCE.id(), start, start + words.length()), false);
  }
}
