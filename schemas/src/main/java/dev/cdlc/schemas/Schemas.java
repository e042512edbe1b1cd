package dev.cdlc.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Validation against the schemas of {@link SchemaId}. Each schema is loaded once per process, when
 * it is first asked for; all methods may be called from any thread.
 */
public final class Schemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(
          Dialects.getDraft202012(),
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER).build()));

  private Schemas() {}

  /**
   * All places where the document breaks the schema, in the schema's order; none if it is valid.
   */
  public static List<Violation> validate(SchemaId id, JsonNode document) {
    return loaded(id).validate(document).stream().map(Schemas::violation).toList();
  }

  /**
   * Loads the schema, so that a later {@link #validate} need not: a command calls it on a thread of
   * its own while it does other work.
   */
  public static void load(SchemaId id) {
    loaded(id);
  }

  private static Schema loaded(SchemaId id) {
    return switch (id) {
      case OCI_CONFIG -> OciConfig.SCHEMA;
      case PLAN -> Plan.SCHEMA;
    };
  }

  private static Schema read(SchemaId id) {
    try (InputStream resource = Schemas.class.getResourceAsStream(id.resource())) {
      return REGISTRY.getSchema(Objects.requireNonNull(resource, id.resource()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Violation violation(Error error) {
    return new Violation(
        JsonPointer.compile(error.getInstanceLocation().toString()),
        error.getKeyword(),
        arguments(error));
  }

  private static List<String> arguments(Error error) {
    if (error.getKeyword().equals("dependentRequired")) {
      return List.of(String.valueOf(error.getArguments()[0]));
    }
    if (error.getProperty() != null) {
      return List.of(error.getProperty());
    }
    JsonNode asked = error.getSchemaNode();
    return asked.isArray() ? asked.valueStream().map(Schemas::text).toList() : List.of(text(asked));
  }

  private static String text(JsonNode node) {
    return node.isString() ? node.stringValue() : node.toString();
  }

  /** Holds the schema of {@link SchemaId#OCI_CONFIG}; class initialisation is the lock. */
  private static final class OciConfig {
    static final Schema SCHEMA = read(SchemaId.OCI_CONFIG);
  }

  /** Holds the schema of {@link SchemaId#PLAN}. */
  private static final class Plan {
    static final Schema SCHEMA = read(SchemaId.PLAN);
  }
}
