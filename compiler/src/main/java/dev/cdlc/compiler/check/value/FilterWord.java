package dev.cdlc.compiler.check.value;

import java.math.BigInteger;
import java.util.Optional;

/** Whole numbers of 64 bits without a sign, decimal, or hexadecimal behind {@code 0x}. */
public final class FilterWord {
  /** Enough for 2^64 with many zeros before it; longer ones take long to read. */
  private static final int MOST_DIGITS = 100;

  private FilterWord() {}

  /** Reads a number; those from 2^63 on come out negative. */
  public static Reading<Long> read(String text) {
    boolean hexadecimal = text.startsWith("0x");
    String digits = hexadecimal ? text.substring(2) : text;
    if (!digits.matches(hexadecimal ? "[0-9A-Fa-f]+" : "[0-9]+")) {
      return Reading.wrong(
          "`" + text + "` is not a whole number", "write a whole number, such as 40 or 0x7e020000");
    }
    return number(digits, hexadecimal ? 16 : 10)
        .<Reading<Long>>map(Reading.Value::new)
        .orElseGet(
            () -> Reading.outOfRange("`" + text + "` is out of range", "an argument has 64 bits"));
  }

  /** The bits of a number; empty where it has more than 64. */
  private static Optional<Long> number(String digits, int radix) {
    return Optional.of(digits)
        .filter(some -> some.length() <= MOST_DIGITS)
        .map(some -> new BigInteger(some, radix))
        .filter(number -> number.bitLength() <= Long.SIZE)
        .map(BigInteger::longValue);
  }
}
