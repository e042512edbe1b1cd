package dev.cdlc.importer.oci;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** JSON on one line, in characters that may stand in single quotes. */
final class Compact {
  private Compact() {}

  static String text(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      case STRING -> string(node.stringValue());
      case NUMBER, BOOLEAN -> node.asString();
      case NULL -> "null";
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("not JSON: " + node.getNodeType());
    };
  }

  private static String object(JsonNode object) {
    List<String> properties = new ArrayList<>();
    object
        .properties()
        .forEach(entry -> properties.add(string(entry.getKey()) + ": " + text(entry.getValue())));
    return "{" + String.join(", ", properties) + "}";
  }

  private static String array(JsonNode array) {
    List<String> entries = new ArrayList<>();
    array.forEach(entry -> entries.add(text(entry)));
    return "[" + String.join(", ", entries) + "]";
  }

  private static String string(String text) {
    var json = new StringBuilder("\"");
    text.chars().forEach(c -> json.append(escaped((char) c)));
    return json.append('"').toString();
  }

  /** All but letters, digits and the signs of ASCII: some are invisible, some change others. */
  private static String escaped(char c) {
    return switch (c) {
      case '"', '\\' -> "\\" + c;
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      default ->
          c != '\'' && ((c >= ' ' && c < 127) || Character.isLetterOrDigit(c))
              ? Character.toString(c)
              : "\\u%04x".formatted((int) c);
    };
  }
}
