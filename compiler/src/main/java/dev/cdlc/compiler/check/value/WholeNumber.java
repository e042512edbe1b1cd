package dev.cdlc.compiler.check.value;

import java.util.Optional;

/** Whole numbers from 0 up, decimal, or hexadecimal behind {@code 0x}. */
public final class WholeNumber {
  private static final String FORMS = "write a whole number, such as 128 or 0x80";

  private WholeNumber() {}

  /** Reads a number from {@code least} to {@code most}. */
  public static Reading<Long> read(String text, long least, long most) {
    boolean hexadecimal = text.startsWith("0x");
    if (!(hexadecimal ? isHexadecimal(text) : Digits.only(text))) {
      return Reading.wrong("`" + text + "` is not a whole number", FORMS);
    }
    return (hexadecimal ? hexadecimal(text) : Digits.upTo(text, most))
        .filter(number -> number >= least && number <= most)
        .<Reading<Long>>map(Reading.Value::new)
        .orElseGet(() -> tooFar(text, least, most));
  }

  /** Reads a number that may be below 0, from {@code least} to {@code most}. */
  public static Reading<Integer> readSigned(String text, int least, int most) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    if (!Digits.only(digits)) {
      return Reading.wrong(
          "`" + text + "` is not a whole number", "write a whole number, such as 5 or -5");
    }
    return Digits.upTo(digits, Integer.MAX_VALUE)
        .map(number -> (int) (negative ? -number : number))
        .filter(number -> number >= least && number <= most)
        .<Reading<Integer>>map(Reading.Value::new)
        .orElseGet(() -> tooFar(text, least, most));
  }

  private static <T> Reading<T> tooFar(String text, long least, long most) {
    return Reading.outOfRange(
        "`" + text + "` is out of range", "it goes from " + least + " to " + most);
  }

  private static boolean isHexadecimal(String text) {
    return text.length() > 2
        && text.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }

  /** Empty where the number needs more than 60 bits. */
  private static Optional<Long> hexadecimal(String text) {
    return text.length() > 17
        ? Optional.empty()
        : Optional.of(Long.parseLong(text.substring(2), 16));
  }
}
