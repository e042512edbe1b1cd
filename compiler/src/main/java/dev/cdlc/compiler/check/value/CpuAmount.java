package dev.cdlc.compiler.check.value;

import java.util.Optional;

/** Amounts of CPU: {@code 50%} of one CPU, {@code 1.5}, {@code 1500m}; in thousandths of one. */
public final class CpuAmount {
  /** The most CPUs that a kernel can be built for: NR_CPUS of arch/x86/Kconfig. */
  private static final long MOST_CPUS = 8192;

  private static final String FORMS =
      "an amount of CPU is `50%` of one CPU, `1.5` CPUs, or `1500m` thousandths";

  private CpuAmount() {}

  /** Reads an amount, as thousandths of one CPU. */
  public static Reading<Long> read(String text) {
    return Quantity.of(text)
        .map(quantity -> read(text, quantity))
        .orElseGet(() -> Reading.wrong("`" + text + "` is not an amount of CPU", FORMS));
  }

  /** Whether a text is a number alone: what a percentage without its sign looks like. */
  public static boolean isBareWhole(String text) {
    return Digits.only(text);
  }

  /** Whether a word that stands alone is a unit of CPU. */
  public static boolean isUnit(String word) {
    return word.equals("%") || word.equals("m");
  }

  private static Reading<Long> read(String text, Quantity quantity) {
    return switch (quantity.unit()) {
      case "" -> scaled(text, quantity, 3);
      case "%" -> scaled(text, quantity, 1);
      case "m" -> scaled(text, quantity, 0);
      default -> Reading.wrong("`" + quantity.unit() + "` is not a unit of CPU", FORMS);
    };
  }

  /** The number times ten to the {@code places}, which must be whole. */
  private static Reading<Long> scaled(String text, Quantity quantity, int places) {
    String fraction = withoutTrailingZeros(quantity.fraction());
    if (fraction.length() > places) {
      return Reading.wrong(
          "`" + text + "` is finer than a thousandth of a CPU", "the finest step is 0.1%, or 1m");
    }
    String digits = quantity.whole() + fraction + "0".repeat(places - fraction.length());
    return Digits.upTo(digits, MOST_CPUS * 1000)
        .<Reading<Long>>map(Reading.Value::new)
        .orElseGet(
            () ->
                Reading.outOfRange(
                    "`" + text + "` is more than " + MOST_CPUS + " CPUs",
                    "Linux knows " + MOST_CPUS + " at most; write `unlimited` for no limit"));
  }

  private static String withoutTrailingZeros(Optional<String> fraction) {
    String digits = fraction.orElse("");
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }
}
