package dev.cdlc.compiler.check.value;

import java.math.BigInteger;

/** Whole numbers of 64 bits without a sign, decimal, or hexadecimal behind {@code 0x}. */
public final class FilterWord {
  private FilterWord() {}

  /** Reads a number; those from 2^63 on come out negative. */
  public static Reading<Long> read(String text) {
    boolean hexadecimal = text.startsWith("0x");
    String digits = hexadecimal ? text.substring(2) : text;
    if (!digits.matches(hexadecimal ? "[0-9A-Fa-f]+" : "[0-9]+")) {
      return Reading.wrong(
          "`" + text + "` is not a whole number", "write a whole number, such as 40 or 0x7e020000");
    }
    BigInteger number = new BigInteger(digits, hexadecimal ? 16 : 10);
    return number.bitLength() <= Long.SIZE
        ? new Reading.Value<>(number.longValue())
        : Reading.outOfRange("`" + text + "` is out of range", "an argument has 64 bits");
  }
}
