package dev.cdlc.compiler.check.value;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Lengths of time: {@code 10ms}, {@code 5s}, {@code 1m30s}; in nanoseconds. */
public final class TimeSpan {
  private static final String FORMS = "a time is a whole number and a unit: 500us, 10ms, 5s, 1m30s";

  private static final String UNITS = "the units are ns, us, ms, s, m, h and d";

  private TimeSpan() {}

  /** Reads a length of time, as nanoseconds. */
  public static Reading<Long> read(String text) {
    return Quantity.of(text)
        .map(first -> sum(text, first, Long.MAX_VALUE, 0))
        .orElseGet(() -> Reading.wrong("`" + text + "` is not a time", FORMS));
  }

  /** Adds a part and those after it, each of a smaller unit than the one before. */
  private static Reading<Long> sum(String text, Quantity part, long unitAbove, long before) {
    String symbol = letters(part.unit());
    Optional<Unit> found = Unit.called(symbol);
    if (found.isEmpty()) {
      return refuseUnit(text, part, symbol);
    }
    Unit unit = found.get();
    if (part.fraction().isPresent()) {
      return refuseFraction(text, part, unit);
    }
    if (unit.nanos >= unitAbove) {
      return Reading.wrong("`" + text + "` is out of order", "larger units come first: 1m30s");
    }
    Optional<Long> count = Digits.upTo(part.whole(), (Long.MAX_VALUE - before) / unit.nanos);
    if (count.isEmpty()) {
      return Reading.outOfRange("`" + text + "` is too long", "the longest time is 106751d");
    }
    long total = before + count.get() * unit.nanos;
    return Quantity.of(part.unit().substring(symbol.length()))
        .map(next -> sum(text, next, unit.nanos, total))
        .orElseGet(() -> new Reading.Value<>(total));
  }

  /** Whether a word that stands alone is a unit of time. */
  public static boolean isUnit(String word) {
    return Unit.called(word).isPresent();
  }

  /** The text before the first digit: the unit, where another number follows. */
  private static String letters(String text) {
    int end = 0;
    while (end < text.length() && !Quantity.isDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static Reading<Long> refuseUnit(String text, Quantity part, String symbol) {
    return switch (symbol) {
      case "" -> refuseBare(text, part.number());
      case "\u00b5s", "\u03bcs" -> misspelt(text, symbol, Unit.US);
      case "sec" -> misspelt(text, symbol, Unit.S);
      case "min" -> misspelt(text, symbol, Unit.M);
      default -> Reading.wrong("`" + symbol + "` is not a unit of time", UNITS);
    };
  }

  private static Reading<Long> refuseBare(String text, String number) {
    String millis = number + Unit.MS.symbol;
    String micros = number + Unit.US.symbol;
    return Reading.wrong(
        "`" + text + "` has no unit",
        "write `%s`, `%s`, or another unit of time".formatted(millis, micros),
        millis,
        micros);
  }

  private static Reading<Long> misspelt(String text, String symbol, Unit unit) {
    String rewrite = text.replace(symbol, unit.symbol);
    return Reading.wrong("`" + symbol + "` is not a unit of time", UNITS, rewrite);
  }

  private static Reading<Long> refuseFraction(String text, Quantity part, Unit unit) {
    String message = "`" + text + "` is not a whole number";
    return part.isHuge()
        ? Reading.wrong(message, "the smallest unit is ns")
        : refuseFraction(text, message, part.number(), unit);
  }

  private static Reading<Long> refuseFraction(
      String text, String message, String number, Unit unit) {
    BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(unit.nanos));
    return Arrays.stream(Unit.values())
        .filter(smaller -> smaller.divides(nanos))
        .max(Comparator.naturalOrder())
        .map(largest -> text.replace(number + unit.symbol, largest.format(nanos)))
        .<Reading<Long>>map(
            exact -> Reading.wrong(message, "in whole numbers it is `" + exact + "`", exact))
        .orElseGet(() -> Reading.wrong(message, "the smallest unit is ns"));
  }

  /** The units, from the smallest. */
  private enum Unit {
    NS("ns", 1L),
    US("us", 1_000L),
    MS("ms", 1_000_000L),
    S("s", 1_000_000_000L),
    M("m", 60_000_000_000L),
    H("h", 3_600_000_000_000L),
    D("d", 86_400_000_000_000L);

    private final String symbol;
    private final long nanos;

    Unit(String symbol, long nanos) {
      this.symbol = symbol;
      this.nanos = nanos;
    }

    static Optional<Unit> called(String symbol) {
      return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
    }

    boolean divides(BigDecimal nanoseconds) {
      return nanoseconds.remainder(BigDecimal.valueOf(nanos)).signum() == 0;
    }

    /** A length of time that is a whole number of this unit. */
    String format(BigDecimal nanoseconds) {
      return nanoseconds.divideToIntegralValue(BigDecimal.valueOf(nanos)).toBigInteger() + symbol;
    }
  }
}
