package dev.cdlc.compiler.syntax;

import dev.cdlc.compiler.diagnostic.Source;

/**
 * Finds {@code ${name}}: a letter or underscore, then letters, digits, {@code _}, {@code .}, {@code
 * -}.
 */
final class References {
  static final int NONE = -1;

  private References() {}

  /** The end of the reference whose {@code $} is at an offset; {@link #NONE} if it is none. */
  static int end(Source source, int dollar, int limit) {
    if (source.at(dollar + 1) != '{') {
      return NONE;
    }
    int end = nameEnd(source, dollar + 2, limit);
    return end > dollar + 2 && end < limit && source.at(end) == '}' ? end + 1 : NONE;
  }

  /** The end of the longest name that starts at an offset; the offset itself if none does. */
  static int nameEnd(Source source, int start, int limit) {
    int end = start;
    while (end < limit && (end == start ? starts(source.at(end)) : continues(source.at(end)))) {
      end++;
    }
    return end;
  }

  private static boolean starts(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  }

  private static boolean continues(int c) {
    return starts(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
  }
}
