package dev.cdlc.importer.oci;

import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.importer.json.JsonDocument;
import java.util.Optional;

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
    return ReadOci.valid(document)
        .then(valid -> new Writing(document, Normal.of(valid)).text(name));
  }
}
