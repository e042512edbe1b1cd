package dev.cdlc.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.DialectId;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Validation against the schemas of {@link SchemaId}. Each schema is loaded once per process, when
 * it is first asked for; all methods may be called from any thread.
 */
public final class Schemas {
  /**
   * The part of 2020-12 that our schemas use. The library's own sets up formats and keywords that
   * cost 8 ms of a cold start; a keyword that is not here fails the loading.
   */
  private static final Dialect DIALECT =
      Dialect.builder(DialectId.DRAFT_2020_12)
          .specificationVersion(SpecificationVersion.DRAFT_2020_12)
          .idKeyword("$id")
          .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
          .keyword(new EnumKeyword())
          .keywords(
              List.of(
                  KeywordType.ADDITIONAL_PROPERTIES,
                  KeywordType.ALL_OF,
                  KeywordType.ANY_OF,
                  KeywordType.CONTAINS,
                  KeywordType.DEPENDENT_REQUIRED,
                  KeywordType.FALSE,
                  KeywordType.IF_THEN_ELSE,
                  KeywordType.ITEMS,
                  KeywordType.MAX_CONTAINS,
                  KeywordType.MAX_ITEMS,
                  KeywordType.MAX_LENGTH,
                  KeywordType.MAXIMUM,
                  KeywordType.MIN_CONTAINS,
                  KeywordType.MIN_ITEMS,
                  KeywordType.MIN_LENGTH,
                  KeywordType.MIN_PROPERTIES,
                  KeywordType.MINIMUM,
                  KeywordType.ONE_OF,
                  KeywordType.PATTERN,
                  KeywordType.PROPERTIES,
                  KeywordType.PROPERTY_NAMES,
                  KeywordType.REF,
                  KeywordType.REQUIRED,
                  KeywordType.TRUE,
                  KeywordType.TYPE,
                  KeywordType.UNEVALUATED_PROPERTIES,
                  KeywordType.UNIQUE_ITEMS))
          .keywords(
              Stream.of(
                      "$schema", "$id", "$defs", "$comment", "title", "description", "then", "else")
                  .map(NonValidationKeyword::new)
                  .toList())
          .build();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(
          DIALECT,
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
      return REGISTRY.getSchema(JsonText.read(Objects.requireNonNull(resource, id.resource())));
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
    return switch (error.getKeyword()) {
      case "required", "additionalProperties", "unevaluatedProperties", "propertyNames" ->
          List.of(error.getProperty());
      case "dependentRequired", "minContains", "maxContains" ->
          List.of(String.valueOf(error.getArguments()[0]));
      default -> asked(error.getSchemaNode());
    };
  }

  private static List<String> asked(JsonNode constraint) {
    return constraint.isArray()
        ? constraint.valueStream().filter(JsonNode::isValueNode).map(JsonNode::asString).toList()
        : List.of(constraint.isValueNode() ? constraint.asString() : "");
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
