package dev.cdlc.importer.oci;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.oci.Origins;
import dev.cdlc.compiler.oci.Validate;
import dev.cdlc.importer.json.JsonDocument;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From a config.json to CDL that compiles to the same, in normal form. */
public final class ImportOci {
  private ImportOci() {}

  /**
   * Imports a config.json.
   *
   * @param name the container's; otherwise its host name's, if that can be one
   */
  public static Result<String> read(Source source, Optional<String> name) {
    return JsonDocument.read(source).then(document -> imported(document, name));
  }

  private static Result<String> imported(JsonDocument document, Optional<String> name) {
    JsonNode config = Tidy.of(document.root());
    List<Diagnostic> ignored =
        config instanceof ObjectNode object
            ? new KnownProperties(document, object).takeOut()
            : List.of();
    return Result.of(config, ignored)
        .then(known -> Validate.foreign(known, origins(document)))
        .then(valid -> new Writing(document, Normal.of((ObjectNode) Tidy.of(valid))).text(name));
  }

  private static Origins origins(JsonDocument document) {
    var places = new TreeMap<String, Origins.Place>();
    document
        .values()
        .forEach((pointer, span) -> places.put(pointer, new Origins.Place(span, false)));
    return new Origins(Sources.of(document.source()), places);
  }
}
