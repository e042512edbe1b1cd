package dev.cdlc.compiler.check.value;

/** File modes in octal, with their leading 0: {@code 0755}. */
public final class FileMode {
  private static final String FORMS = "a mode is octal and begins with 0, as in chmod(1): 0022";

  private FileMode() {}

  /**
   * Reads a mode.
   *
   * @param most the largest that is allowed, as 0777
   */
  public static Reading<Integer> read(String text, int most) {
    String digits = text.startsWith("0o") ? text.substring(2) : text;
    if (!isOctal(digits)) {
      return Reading.wrong("`" + text + "` is not a mode", FORMS);
    }
    String written = digits.startsWith("0") ? digits : "0" + digits;
    if (!written.equals(text)) {
      return Reading.wrong("`" + text + "` has no leading 0", FORMS, written);
    }
    return written.length() > 6 || Integer.parseInt(written, 8) > most
        ? Reading.outOfRange(
            "`" + text + "` is too large", "the largest is 0" + Integer.toOctalString(most))
        : new Reading.Value<>(Integer.parseInt(written, 8));
  }

  private static boolean isOctal(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '7');
  }
}
