package dev.cdlc.compiler.check.value;

/** Rates in bytes a second: {@code 200MiB/s}. */
public final class Rate {
  private static final String PER_SECOND = "/s";

  private Rate() {}

  /** Reads a rate, at least one byte a second. */
  public static Reading<Long> read(String text) {
    if (text.endsWith(PER_SECOND)) {
      return ByteSize.read(text.substring(0, text.length() - PER_SECOND.length()))
          .then(bytes -> atLeastOne(text, bytes));
    }
    String message = "`" + text + "` is not a rate";
    String help = "a rate is a size and `/s`: 200MiB/s";
    return switch (ByteSize.read(text)) {
      case Reading.Value<Long> _ -> Reading.wrong(message, help, text + PER_SECOND);
      case Reading.Refusal<Long> _ -> Reading.wrong(message, help);
    };
  }

  private static Reading<Long> atLeastOne(String text, long bytes) {
    return bytes > 0
        ? new Reading.Value<>(bytes)
        : Reading.outOfRange("`" + text + "` lets nothing through", "the least is 1/s");
  }
}
