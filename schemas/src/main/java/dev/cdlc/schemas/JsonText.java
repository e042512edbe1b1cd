package dev.cdlc.schemas;

import java.io.InputStream;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON trees from text and back. Does without an ObjectMapper, whose set-up is 20 ms of a cold
 * start, and so must everything on the way of {@code cdlc run}: {@code JsonNode.toString} too
 * brings one up.
 */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonText() {}

  /**
   * The tree of a UTF-8 document. Properties keep their order; numbers are integers, as all those
   * of the OCI specification are.
   *
   * @throws JacksonException if the document is not one JSON value, or has a fraction
   */
  public static JsonNode read(InputStream text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonNode document = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "more than one value");
      }
      return document;
    }
  }

  // A switch with "case null" is linked at run time, which costs a cold start 5 ms.
  private static JsonNode value(JsonParser parser, @Nullable JsonToken token) {
    if (token == null) {
      throw new StreamReadException(parser, "no value");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_NUMBER_FLOAT -> throw new StreamReadException(parser, "a number with a fraction");
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new StreamReadException(parser, "no value");
    };
  }

  private static ObjectNode object(JsonParser parser) {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      object.set(name, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) {
    ArrayNode array = NODES.arrayNode();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      array.add(value(parser, token));
      token = parser.nextToken();
    }
    return array;
  }

  private static JsonNode integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      // Jackson's own parser of big numbers takes 5 ms to get going.
      case BIG_INTEGER -> NODES.numberNode(new BigInteger(parser.getString()));
      case FLOAT, DOUBLE, BIG_DECIMAL ->
          throw new StreamReadException(parser, "a number with a fraction");
    };
  }

  /** The document as people read it: two spaces a level, one entry a line, ends in a newline. */
  public static String print(JsonNode document) {
    StringBuilder text = new StringBuilder();
    print(document, "\n", text);
    return text.append('\n').toString();
  }

  private static void print(JsonNode node, String newline, StringBuilder text) {
    switch (node.getNodeType()) {
      case OBJECT -> printObject(node, newline, text);
      case ARRAY -> printArray(node, newline, text);
      case STRING -> quote(node.stringValue(), text);
      case NUMBER, BOOLEAN -> text.append(node.asString());
      case NULL -> text.append("null");
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("not JSON: " + node.getNodeType());
    }
  }

  private static void printObject(JsonNode object, String newline, StringBuilder text) {
    String separator = "{";
    for (var property : object.properties()) {
      text.append(separator).append(newline).append("  ");
      quote(property.getKey(), text);
      print(property.getValue(), newline + "  ", text.append(": "));
      separator = ",";
    }
    text.append(object.isEmpty() ? "{" : newline).append('}');
  }

  private static void printArray(JsonNode array, String newline, StringBuilder text) {
    String separator = "[";
    for (JsonNode element : array) {
      print(element, newline + "  ", text.append(separator).append(newline).append("  "));
      separator = ",";
    }
    text.append(array.isEmpty() ? "[" : newline).append(']');
  }

  /** A text as JSON, in quotes. */
  public static String quote(String string) {
    StringBuilder text = new StringBuilder();
    quote(string, text);
    return text.toString();
  }

  private static void quote(String string, StringBuilder text) {
    text.append('"').append(JsonStringEncoder.getInstance().quoteAsCharArray(string)).append('"');
  }
}
