package dev.cdlc.importer.json;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a JSON text. Numbers are whole, as all those of the OCI specification are; a property
 * stands once in its object.
 */
public final class ReadJson {
  /** More than any config.json has. */
  private static final int DEEPEST = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Source source;
  private final Offsets offsets;
  private final Map<String, Span> values = new HashMap<>();
  private final Map<String, Span> names = new HashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private ReadJson(Source source) {
    this.source = source;
    this.offsets = new Offsets(source.text());
  }

  /** The document, or what is wrong with its text. */
  public static Result<JsonDocument> read(Source source) {
    return new ReadJson(source).document();
  }

  private Result<JsonDocument> document() {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), source.text())) {
      try {
        JsonNode root = value(parser, parser.nextToken(), "");
        if (parser.nextToken() != null) {
          return Result.failed(List.of(new JsonFault(source).at(start(parser))));
        }
        return diagnostics.isEmpty()
            ? Result.of(new JsonDocument(source, root, values, names), List.of())
            : Result.failed(diagnostics);
      } catch (JacksonException e) {
        return Result.failed(List.of(notJson(parser, e)));
      }
    }
  }

  private Diagnostic notJson(JsonParser parser, JacksonException e) {
    long where = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    int at = offsets.codePoint(where < 0 ? parser.currentLocation().getCharOffset() : where);
    return new JsonFault(source).at(at);
  }

  private JsonNode value(JsonParser parser, @Nullable JsonToken token, String pointer) {
    if (token == null) {
      throw new StreamReadException(parser, "no value");
    }
    int start = start(parser);
    JsonNode node =
        switch (token) {
          case START_OBJECT -> object(parser, pointer);
          case START_ARRAY -> array(parser, pointer);
          case VALUE_STRING -> NODES.stringNode(parser.getString());
          case VALUE_NUMBER_INT -> NODES.numberNode(new BigInteger(parser.getString()));
          case VALUE_NUMBER_FLOAT -> fraction(parser);
          case VALUE_TRUE -> NODES.booleanNode(true);
          case VALUE_FALSE -> NODES.booleanNode(false);
          case VALUE_NULL -> NODES.nullNode();
          case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
              throw new StreamReadException(parser, "no value");
        };
    values.put(pointer, source.span(start, end(parser)));
    return node;
  }

  private int start(JsonParser parser) {
    return offsets.codePoint(parser.currentTokenLocation().getCharOffset());
  }

  private int end(JsonParser parser) {
    return offsets.codePoint(parser.currentLocation().getCharOffset());
  }

  private JsonNode object(JsonParser parser, String pointer) {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String inside = pointer + "/" + escaped(name);
      // For a name the parser has read on, to its colon.
      int start = start(parser);
      Span span = source.span(start, closingQuote(start) + 1);
      reportSecond(name, inside, span);
      object.set(name, value(parser, parser.nextToken(), inside));
    }
    return object;
  }

  private int closingQuote(int start) {
    int at = start + 1;
    while (source.at(at) != '"' && source.at(at) >= 0) {
      at += source.at(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, source.length() - 1);
  }

  private void reportSecond(String name, String pointer, Span span) {
    Optional.ofNullable(names.put(pointer, span))
        .ifPresent(
            first ->
                diagnostics.add(
                    Diagnostic.of(
                            Code.PROPERTY_TWICE, span, "the property `" + name + "` stands twice")
                        .withRelated(first, "first here")
                        .withHelp("programs read either of the two; remove one")));
  }

  private JsonNode array(JsonParser parser, String pointer) {
    ArrayNode array = NODES.arrayNode();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      array.add(value(parser, token, pointer + "/" + array.size()));
      token = parser.nextToken();
    }
    return array;
  }

  private JsonNode fraction(JsonParser parser) {
    Span span = source.span(start(parser), end(parser));
    diagnostics.add(
        Diagnostic.of(
                Code.NOT_JSON,
                span,
                "`" + source.slice(span) + "` is not written as a whole number")
            .withHelp("all numbers of config.json are whole, and written with digits alone"));
    return NODES.nullNode();
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
