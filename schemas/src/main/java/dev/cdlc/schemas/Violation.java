package dev.cdlc.schemas;

import java.util.List;
import tools.jackson.core.JsonPointer;

/**
 * A place where a document breaks its schema. Carries facts only: the words for the user are chosen
 * by whoever knows which source the document came from.
 *
 * @param instance the offending value; for {@code required} and {@code additionalProperties} the
 *     object that lacks or holds the property
 * @param keyword the JSON Schema keyword that was broken, such as {@code enum}
 * @param arguments the property's name for {@code required}, {@code additionalProperties} and
 *     {@code dependentRequired}; else what the keyword asks for: each allowed value of {@code
 *     enum}, the bound of {@code minimum}, the expression of {@code pattern}, the name of {@code
 *     type}
 */
public record Violation(JsonPointer instance, String keyword, List<String> arguments) {
  public Violation {
    arguments = List.copyOf(arguments);
  }
}
