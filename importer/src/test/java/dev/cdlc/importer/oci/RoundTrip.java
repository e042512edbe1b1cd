package dev.cdlc.importer.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.importer.Cdl;
import dev.cdlc.schemas.JsonText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is imported compiles to what it was made from. */
final class RoundTrip {
  private RoundTrip() {}

  static void check(Source source, String cdl) {
    JsonNode compiled = json(Cdl.compiled(cdl).containers().getFirst().configJson());
    ObjectNode wanted = normal(json(source.text()));
    ObjectNode got = normal(compiled);
    withoutUnknown(wanted);
    if (wanted.at("/process/env").valueStream().noneMatch(RoundTrip::isHome)
        && got.at("/process/env") instanceof ArrayNode env) {
      env.removeIf(RoundTrip::isHome);
    }
    assertThat(got).as(cdl).isEqualTo(wanted);
  }

  private static boolean isHome(JsonNode variable) {
    return variable.asString().startsWith("HOME=");
  }

  private static ObjectNode normal(JsonNode config) {
    return Normal.of((ObjectNode) Tidy.of(config)).ordered();
  }

  /** Properties that stand nowhere in the specification. */
  private static void withoutUnknown(ObjectNode config) {
    config.remove("windows");
    List<ObjectNode> objects = new ArrayList<>(List.of(config));
    config.findParents("memroy").forEach(parent -> objects.add((ObjectNode) parent));
    config.findParents("future").forEach(parent -> objects.add((ObjectNode) parent));
    objects.forEach(object -> object.remove(List.of("memroy", "future")));
  }

  private static JsonNode json(String text) {
    return JsonText.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
