package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.schemas.SchemaId;
import dev.cdlc.schemas.Schemas;
import dev.cdlc.schemas.Violation;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The second net: a config.json that the OCI specification does not allow is found before anything
 * else sees it, and reported where the source asked for it.
 */
public final class Validate {
  private static final String FIELD_OF = "what this asks for cannot be said in OCI config.json: ";

  /** In code points, as {@link #LONGEST_ASKED}: names in config.json may be of any length. */
  private static final int LONGEST_FIELD = 200;

  /** Long enough for the names of all capabilities. */
  private static final int LONGEST_ASKED = 700;

  private final Origins origins;
  private final String introduction;

  private Validate(Origins origins, String introduction) {
    this.origins = origins;
    this.introduction = introduction;
  }

  /** The config, or what is wrong with it in our own words. */
  public static <T extends JsonNode> Result<T> validate(T config, Origins origins) {
    return Schemas.validate(SchemaId.OCI_CONFIG, DefaultNodes.without(config)).isEmpty()
        ? Result.of(config, List.of())
        : validate(config, new Validate(origins, FIELD_OF));
  }

  /** The same for a config.json that no statements asked for, by where its own values stand. */
  public static <T extends JsonNode> Result<T> foreign(T config, Origins origins) {
    return validate(config, new Validate(origins, ""));
  }

  private static <T extends JsonNode> Result<T> validate(T config, Validate validate) {
    List<Diagnostic> wrong =
        Schemas.validate(SchemaId.OCI_CONFIG, config).stream().map(validate::diagnostic).toList();
    return wrong.isEmpty() ? Result.of(config, wrong) : Result.failed(wrong);
  }

  private Diagnostic diagnostic(Violation violation) {
    return Diagnostic.of(
        code(violation), origins.at(place(violation)).span(), introduction + fact(violation));
  }

  /** Where the fault is: the property that should not be there, else the value. */
  private static String place(Violation violation) {
    JsonPointer instance = violation.instance();
    return code(violation) == Code.SCHEMA_UNKNOWN_PROPERTY && violation.arguments().size() == 1
        ? instance.appendProperty(violation.arguments().getFirst()).toString()
        : instance.toString();
  }

  private static Code code(Violation violation) {
    return switch (violation.keyword()) {
      case "required", "dependentRequired" -> Code.SCHEMA_MISSING_PROPERTY;
      case "additionalProperties", "unevaluatedProperties", "propertyNames" ->
          Code.SCHEMA_UNKNOWN_PROPERTY;
      case "type" -> Code.SCHEMA_WRONG_TYPE;
      case "enum" -> Code.SCHEMA_WRONG_VALUE;
      case "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems" ->
          Code.SCHEMA_OUT_OF_RANGE;
      default -> Code.SCHEMA_WRONG_FORM;
    };
  }

  private static String fact(Violation violation) {
    String field = field(violation.instance());
    String asked = shortened(String.join(", ", violation.arguments()), LONGEST_ASKED);
    return switch (violation.keyword()) {
      case "required", "dependentRequired" -> field + " needs `" + asked + "`";
      case "additionalProperties", "unevaluatedProperties", "propertyNames" ->
          field + " has no property `" + asked + "`";
      case "type" -> field + " must be of type " + asked;
      case "enum" -> field + " must be one of " + asked;
      case "minimum" -> field + " must be at least " + asked;
      case "maximum" -> field + " must be at most " + asked;
      case "minLength", "minItems" -> field + " must have a length of at least " + asked;
      case "maxLength", "maxItems" -> field + " must have a length of at most " + asked;
      case "uniqueItems" -> field + " must not say anything twice";
      default -> field + " does not have the form that the specification asks for";
    };
  }

  /** As in {@code `mounts[3].options`}. */
  private static String field(JsonPointer instance) {
    var text = new StringBuilder();
    for (JsonPointer rest = instance; !rest.matches(); rest = rest.tail()) {
      if (rest.mayMatchElement()) {
        text.append('[').append(rest.getMatchingIndex()).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(rest.getMatchingProperty());
      }
    }
    return text.isEmpty() ? "the config" : "`" + shortened(text.toString(), LONGEST_FIELD) + "`";
  }

  /** A text, without its middle where it is longer than so many code points. */
  private static String shortened(String text, int longest) {
    if (text.codePointCount(0, text.length()) <= longest) {
      return text;
    }
    int head = text.offsetByCodePoints(0, longest / 2);
    int tail = text.offsetByCodePoints(text.length(), -longest / 2);
    return text.substring(0, head) + "…" + text.substring(tail);
  }
}
