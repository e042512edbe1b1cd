package dev.cdlc.compiler.check.value;

import dev.cdlc.plan.Signal;
import java.util.Locale;
import java.util.OptionalInt;

/** Signals, by name in either case, with or without {@code SIG}, or by number. */
public final class SignalNumber {
  private static final String FORMS = "write a signal of signal(7), such as SIGTERM, or its number";

  private SignalNumber() {}

  /** Reads a signal, as its number. */
  public static Reading<Integer> read(String text) {
    if (Digits.only(text)) {
      return WholeNumber.read(text, 1, Signal.HIGHEST).map(Long::intValue);
    }
    OptionalInt number = Signal.number(text.toUpperCase(Locale.ROOT));
    return number.isPresent()
        ? new Reading.Value<>(number.getAsInt())
        : Reading.wrong("there is no signal `" + text + "`", FORMS);
  }
}
