package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.SignalNumber;
import dev.cdlc.compiler.check.value.TimeSpan;
import dev.cdlc.compiler.check.value.Toggle;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.Supervision;
import dev.cdlc.plan.Signal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What {@code init}, {@code stop-signal} and {@code stop-timeout} say. */
final class SupervisionSection {
  private final Values values;
  private final Once<Boolean> init;
  private final Once<Integer> stopSignal;
  private final Once<Duration> stopTimeout;

  SupervisionSection(Cells cells) {
    values = new Values(cells.findings());
    init = cells.once("`init`");
    stopSignal = cells.once("the stop signal");
    stopTimeout = cells.once("the stop timeout");
  }

  void init(Arguments arguments) {
    values.read(arguments.one(0), Toggle::read).ifPresent(init::say);
  }

  void stopSignal(Arguments arguments) {
    values.read(arguments.one(0), SupervisionSection::signal).ifPresent(stopSignal::say);
  }

  private static Reading<Integer> signal(String text) {
    return switch (SignalNumber.read(text)) {
      case Reading.Value<Integer> value -> value;
      case Reading.Refusal<Integer> refusal ->
          Suggestion.nearest(text, Arrays.stream(Signal.values()).map(Signal::name).toList())
              .map(near -> meant(refusal.message(), near.word()))
              .orElse(refusal);
    };
  }

  private static Reading<Integer> meant(String message, String signal) {
    return new Reading.Refusal<>(
        Code.UNKNOWN_OPTION, message, "did you mean `" + signal + "`?", List.of(signal));
  }

  void stopTimeout(Arguments arguments) {
    values
        .read(arguments.one(0), text -> TimeSpan.read(text).map(Duration::ofNanos))
        .ifPresent(stopTimeout::say);
  }

  Supervision value() {
    return new Supervision(init.value(), stopSignal.value(), stopTimeout.value());
  }
}
