package dev.cdlc.compiler.lint;

/**
 * Patterns of texts: {@code *} stands for any part that has no {@code /}, {@code **} for any part,
 * {@code ?} for one character; <code>**&#47;</code> at the beginning may stand for nothing.
 * Matching takes time in proportion to the product of the lengths at most.
 */
final class Glob {
  private Glob() {}

  /** Whether a pattern fits the whole of a text. */
  static boolean matches(String pattern, String text) {
    return fits(pattern, text) || (pattern.startsWith("**/") && fits(pattern.substring(3), text));
  }

  private static boolean fits(String pattern, String text) {
    boolean[] reached = new boolean[text.length() + 1];
    reached[0] = true;
    int at = 0;
    while (at < pattern.length()) {
      char sign = pattern.charAt(at);
      boolean deep = sign == '*' && at + 1 < pattern.length() && pattern.charAt(at + 1) == '*';
      reached = sign == '*' ? beyondAny(reached, text, deep) : beyondOne(reached, text, sign);
      at += deep ? 2 : 1;
    }
    return reached[text.length()];
  }

  private static boolean[] beyondAny(boolean[] reached, String text, boolean deep) {
    boolean[] next = reached.clone();
    for (int i = 1; i < next.length; i++) {
      next[i] |= next[i - 1] && (deep || text.charAt(i - 1) != '/');
    }
    return next;
  }

  private static boolean[] beyondOne(boolean[] reached, String text, char sign) {
    var next = new boolean[reached.length];
    for (int i = 1; i < next.length; i++) {
      char here = text.charAt(i - 1);
      next[i] = reached[i - 1] && (sign == '?' ? here != '/' : sign == here);
    }
    return next;
  }
}
