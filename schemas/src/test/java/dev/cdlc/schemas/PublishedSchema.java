package dev.cdlc.schemas;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The draft-04 schema that the specification's project publishes. It is no part of this repository:
 * the system property {@code cdlc.shared} or the environment's {@code CDLC_SHARED} names the folder
 * that holds {@code oci-schema}, {@code ../shared} beside the repository if neither is set.
 */
final class PublishedSchema {
  private static final String BASE = "https://published.invalid/";

  private final Schema schema;

  private PublishedSchema(Path folder) {
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_4, builder -> builder.schemas(iri -> read(folder, iri)));
    schema = registry.getSchema(SchemaLocation.of(BASE + "config-schema.json"));
  }

  private static String read(Path folder, String iri) {
    try {
      return Files.readString(folder.resolve(iri.substring(BASE.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path folder() {
    String shared =
        Optional.ofNullable(System.getProperty("cdlc.shared"))
            .or(() -> Optional.ofNullable(System.getenv("CDLC_SHARED")))
            .orElse("../../shared");
    return Path.of(shared, "oci-schema");
  }

  static Optional<PublishedSchema> load() {
    return Optional.of(folder()).filter(Files::isDirectory).map(PublishedSchema::new);
  }

  boolean accepts(JsonNode document) {
    return schema.validate(document).isEmpty();
  }
}
