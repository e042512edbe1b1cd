package dev.cdlc.compiler.check.value;

import java.util.List;

/** Lengths of time that the kernel counts in microseconds. */
public final class Micros {
  private static final long NANOS = 1_000;

  /** From the smallest. */
  private static final List<Unit> UNITS =
      List.of(
          new Unit("us", 1),
          new Unit("ms", 1_000),
          new Unit("s", 1_000_000),
          new Unit("m", 60_000_000),
          new Unit("h", 3_600_000_000L),
          new Unit("d", 86_400_000_000L));

  private Micros() {}

  /**
   * Reads a length of time, as whole microseconds from {@code least} to {@code most}.
   *
   * @param what the subject of a sentence, as in "a period"
   */
  public static Reading<Long> read(String text, String what, long least, long most) {
    return TimeSpan.read(text).then(nanos -> micros(text, nanos, what, least, most));
  }

  private static Reading<Long> micros(String text, long nanos, String what, long least, long most) {
    if (nanos < least * NANOS || nanos / NANOS > most || nanos > most * NANOS) {
      return Reading.outOfRange(
          "`" + text + "` is out of range",
          "%s lasts from %s to %s".formatted(what, format(least), format(most)));
    }
    return nanos % NANOS == 0
        ? new Reading.Value<>(nanos / NANOS)
        : Reading.wrong("`" + text + "` is too fine", what + " is whole microseconds");
  }

  /** Microseconds in the largest unit that they are a whole number of. */
  public static String format(long micros) {
    long count = micros;
    String unit = UNITS.getFirst().name();
    for (Unit larger : UNITS) {
      if (micros % larger.micros() == 0) {
        count = micros / larger.micros();
        unit = larger.name();
      }
    }
    return count + unit;
  }

  private record Unit(String name, long micros) {}
}
