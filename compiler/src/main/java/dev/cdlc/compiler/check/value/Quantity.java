package dev.cdlc.compiler.check.value;

import java.util.Optional;

/**
 * A number with a unit behind it, both as written.
 *
 * @param whole the digits before the point, at least one
 * @param fraction the digits after it, if there is a point
 * @param unit what follows the number; may be empty
 */
record Quantity(String whole, Optional<String> fraction, String unit) {
  /** Twice as long as 2^64. */
  private static final int LONGEST_NUMBER = 40;

  /** Splits a text after its number; empty if it does not begin with one. */
  static Optional<Quantity> of(String text) {
    int end = digits(text, 0);
    if (end == 0) {
      return Optional.empty();
    }
    int point = end;
    if (point + 1 < text.length() && text.charAt(point) == '.') {
      int last = digits(text, point + 1);
      if (last > point + 1) {
        return Optional.of(
            new Quantity(
                text.substring(0, end),
                Optional.of(text.substring(point + 1, last)),
                text.substring(last)));
      }
    }
    return Optional.of(new Quantity(text.substring(0, end), Optional.empty(), text.substring(end)));
  }

  /** Whether the number is longer than that of any value can be: it is not worth reading. */
  boolean isHuge() {
    return number().length() > LONGEST_NUMBER;
  }

  /** The number as written, without its unit. */
  String number() {
    return fraction.map(digits -> whole + "." + digits).orElse(whole);
  }

  /** The end of the run of digits that begins at an index. */
  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Whether a character is one of {@code 0} to {@code 9}; Unicode knows more digits. */
  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
