package dev.cdlc.importer.cdl;

/** Text as a word of CDL: bare where it may be, else in quotes, in canonical form. */
public final class Word {
  /** What no bare word may hold, besides what looks like a blank and what no place may hold. */
  private static final String NEVER_BARE = " \t\r\n\f<>;\"'{}\\$";

  private static final int NEXT_LINE = 0x85;
  private static final int ZERO_WIDTH_SPACE = 0x200B;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private Word() {}

  /** The text as a word. */
  public static String of(String text) {
    return isBare(text) ? text : quoted(text);
  }

  /** The text as a word that is never taken for the name of a statement or of an option. */
  public static String quoted(String text) {
    boolean plain = text.codePoints().noneMatch(c -> mustBeEscaped(c));
    if (plain && text.chars().anyMatch(c -> "\"\\$".indexOf(c) >= 0) && text.indexOf('\'') < 0) {
      return "'" + text + "'";
    }
    var word = new StringBuilder("\"");
    text.codePoints().forEach(c -> word.append(escaped(c)));
    return word.append('"').toString();
  }

  /** The text as a word in which references are replaced. */
  public static String of(Text text) {
    return text.literal()
        .map(Word::of)
        .orElseGet(() -> isBare(text.filled(_ -> "x")) ? text.shown() : interpolated(text));
  }

  /** The text as a word in quotes in which references are replaced. */
  public static String quoted(Text text) {
    return text.literal().map(Word::quoted).orElseGet(() -> interpolated(text));
  }

  /** In single quotes there are no references. */
  private static String interpolated(Text text) {
    var word = new StringBuilder("\"");
    for (Text.Piece piece : text.pieces()) {
      switch (piece) {
        case Text.Piece.Literal(var literal) ->
            literal.codePoints().forEach(c -> word.append(escaped(c)));
        case Text.Piece.Reference(var name) -> word.append("${").append(name).append('}');
      }
    }
    return word.append('"').toString();
  }

  /** {@code NAME=VALUE}, where only the value is quoted, if need be. */
  public static String assignment(String name, Text value) {
    return value
        .literal()
        .map(text -> assignment(name, text))
        .orElseGet(
            () ->
                of(name)
                    + "="
                    + (isTail(value.filled(_ -> "x")) ? value.shown() : interpolated(value)));
  }

  /** {@code NAME=VALUE}, where only the value is quoted, if need be. */
  public static String assignment(String name, String value) {
    return of(name) + "=" + (value.isEmpty() || isTail(value) ? value : of(value));
  }

  /** Whether a text may stand bare behind other text of its word. */
  private static boolean isTail(String text) {
    return isBare("x" + text);
  }

  private static boolean isBare(String text) {
    return !text.isEmpty()
        && text.charAt(0) != '#'
        && text.charAt(0) != ','
        && !text.endsWith(",")
        && !text.endsWith("#")
        && !text.contains(",,")
        && !text.contains(",#")
        && text.codePoints()
            .noneMatch(c -> NEVER_BARE.indexOf(c) >= 0 || looksBlank(c) || mustBeEscaped(c));
  }

  /** As the grammar has it: a character that a reader would take for a space. */
  private static boolean looksBlank(int c) {
    return Character.isSpaceChar(c) || c == NEXT_LINE || c == ZERO_WIDTH_SPACE;
  }

  /** What no place of a source may hold as it is: controls, marks of direction, halves of pairs. */
  private static boolean mustBeEscaped(int c) {
    return Character.isISOControl(c)
        || c == BYTE_ORDER_MARK
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static String escaped(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '"', '\\', '$' -> "\\" + (char) c;
      default -> mustBeEscaped(c) ? "\\u{%x}".formatted(c) : Character.toString(c);
    };
  }
}
