package dev.cdlc.compiler.fmt;

/**
 * The quotes of a word. They are kept, since they carry meaning: a quoted word is never a name.
 * Only which kind is used is a matter of form: double ones, unless single ones are needed.
 */
final class Quotes {
  private Quotes() {}

  /** A word with double quotes for single ones wherever what they hold reads the same in both. */
  static String canonical(String word) {
    if (word.indexOf('\'') < 0) {
      return word;
    }
    var text = new StringBuilder();
    for (int at = 0; at < word.length(); ) {
      int end = pieceEnd(word, at);
      text.append(piece(word.substring(at, end)));
      at = end;
    }
    return text.toString();
  }

  /** Where the quoted piece that starts at an offset ends; after one character if none does. */
  static int pieceEnd(String word, int start) {
    return switch (word.charAt(start)) {
      case '\'' -> word.indexOf('\'', start + 1) + 1;
      case '"' -> doubleEnd(word, start);
      default -> start + 1;
    };
  }

  private static int doubleEnd(String word, int start) {
    int at = start + 1;
    while (word.charAt(at) != '"') {
      at += word.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static String piece(String piece) {
    if (piece.charAt(0) != '\'' || piece.chars().anyMatch(c -> "\"\\$".indexOf(c) >= 0)) {
      return piece;
    }
    return '"' + piece.substring(1, piece.length() - 1) + '"';
  }
}
