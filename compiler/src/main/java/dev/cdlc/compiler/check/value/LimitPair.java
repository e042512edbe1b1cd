package dev.cdlc.compiler.check.value;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.ResourceLimit;
import dev.cdlc.plan.Rlimit;
import java.util.List;

/** The values of {@code rlimit}: {@code SOFT:HARD}, or one that is both. */
public final class LimitPair {
  /** The most that fs.nr_open can be set to: sysctl_nr_open_max of Linux fs/file.c. */
  private static final long MOST_FILES = 0x7fff_ffc0L;

  private LimitPair() {}

  /** Reads the limits of a resource, in the unit that it counts. */
  public static Reading<ResourceLimit> read(String text, Rlimit type) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return limit(text, type).map(both -> new ResourceLimit(type, both, both));
    }
    String before = text.substring(0, colon);
    String after = text.substring(colon + 1);
    return part("", limit(before, type), ":" + after)
        .then(
            soft ->
                part(before + ":", limit(after, type), "").then(hard -> pair(type, soft, hard)));
  }

  /** The reading of a part of the word: what it offers instead is offered for the whole word. */
  private static Reading<Long> part(String before, Reading<Long> part, String after) {
    return switch (part) {
      case Reading.Value<Long> value -> value;
      case Reading.Refusal<Long>(var code, var message, var help, var rewrites) ->
          new Reading.Refusal<>(
              code,
              message,
              help,
              rewrites.stream().map(rewrite -> before + rewrite + after).toList());
    };
  }

  private static Reading<ResourceLimit> pair(Rlimit type, long soft, long hard) {
    return Long.compareUnsigned(soft, hard) > 0
        ? new Reading.Refusal<>(
            Code.SOFT_ABOVE_HARD,
            "the soft limit is above the hard one",
            "the soft limit comes first, and the hard one is what it may be raised to",
            List.of())
        : new Reading.Value<>(new ResourceLimit(type, soft, hard));
  }

  private static Reading<Long> limit(String text, Rlimit type) {
    Reading<Long> read =
        Limit.read(text, value -> amount(value, type.unit()))
            .map(value -> value.orElse(Rlimit.INFINITY));
    return type == Rlimit.NOFILE ? read.then(files -> files(text, files)) : read;
  }

  private static Reading<Long> amount(String text, Rlimit.Unit unit) {
    return switch (unit) {
      case COUNT -> WholeNumber.read(text, 0, Long.MAX_VALUE);
      case BYTES -> ByteSize.read(text);
      case SECONDS -> time(text, 1_000_000_000, "s", "seconds");
      case MICROSECONDS -> time(text, 1_000, "us", "microseconds");
    };
  }

  /** A length of time as a whole number of units, each of so many nanoseconds. */
  private static Reading<Long> time(String text, long nanos, String symbol, String unit) {
    if (Digits.only(text)) {
      return Reading.wrong(
          "`" + text + "` has no unit", "this limit counts " + unit, text + symbol);
    }
    return TimeSpan.read(text)
        .then(
            length ->
                length % nanos == 0
                    ? new Reading.Value<>(length / nanos)
                    : Reading.wrong("`" + text + "` is too fine", "this limit counts " + unit));
  }

  private static Reading<Long> files(String text, long files) {
    return Long.compareUnsigned(files, MOST_FILES) <= 0
        ? new Reading.Value<>(files)
        : Reading.outOfRange(
            "`" + text + "` is more files than the kernel allows",
            "the most is %d, and no more than fs.nr_open, which is 1048576 unless the host changes it"
                .formatted(MOST_FILES));
  }
}
