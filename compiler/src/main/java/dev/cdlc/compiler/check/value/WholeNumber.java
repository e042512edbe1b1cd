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
        .orElseGet(
            () ->
                Reading.outOfRange(
                    "`" + text + "` is out of range", "it goes from " + least + " to " + most));
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
