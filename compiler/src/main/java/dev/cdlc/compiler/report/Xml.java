package dev.cdlc.compiler.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An XML 1.0 document in the making. Written here rather than by the platform's own writer: for
 * that one, the image would have to hold the module {@code java.xml}.
 */
final class Xml {
  private static final int REPLACEMENT = 0xFFFD;

  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Xml open(String element, String... attributes) {
    start(element, attributes).append(">\n");
    open.push(element);
    return this;
  }

  /** An element without content. */
  Xml empty(String element, String... attributes) {
    start(element, attributes).append("/>\n");
    return this;
  }

  /** An element that holds a text. */
  Xml element(String element, String content, String... attributes) {
    start(element, attributes).append('>').append(escaped(content));
    text.append("</").append(element).append(">\n");
    return this;
  }

  Xml close() {
    String element = open.pop();
    text.append("  ".repeat(open.size())).append("</").append(element).append(">\n");
    return this;
  }

  String text() {
    return text.toString();
  }

  private StringBuilder start(String element, String... attributes) {
    text.append("  ".repeat(open.size())).append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escaped(attributes[i + 1])).append('"');
    }
    return text;
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints().forEach(character -> escape(character, escaped));
    return escaped.toString();
  }

  private static void escape(int character, StringBuilder escaped) {
    switch (character) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\n', '\r', '\t' -> escaped.append("&#").append(character).append(';');
      default -> escaped.appendCodePoint(isAllowed(character) ? character : REPLACEMENT);
    }
  }

  /** Production 2 of XML 1.0, {@code Char}. */
  private static boolean isAllowed(int character) {
    boolean surrogate = character >= 0xD800 && character <= 0xDFFF;
    return character >= 0x20 && !surrogate && character != 0xFFFE && character != 0xFFFF;
  }
}
