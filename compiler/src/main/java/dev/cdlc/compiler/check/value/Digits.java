package dev.cdlc.compiler.check.value;

import java.util.Optional;

/** Runs of decimal digits as numbers. */
final class Digits {
  private Digits() {}

  /** Whether a text is one decimal digit or more. */
  static boolean only(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Quantity.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The number that digits say, unless it is larger than {@code most}. */
  static Optional<Long> upTo(String digits, long most) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (value > (most - digit) / 10) {
        return Optional.empty();
      }
      value = value * 10 + digit;
    }
    return Optional.of(value);
  }
}
