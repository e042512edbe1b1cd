package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.TimeSpan;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Readiness;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.ReadyKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code ready} says. */
final class ReadinessSection {
  private static final long MOST_RETRIES = 1_000_000;

  private final BlockReader<ReadyKeyword> settings;
  private final Values values;
  private final Once<List<String>> args;
  private final Once<Duration> interval;
  private final Once<Duration> timeout;
  private final Once<Integer> retries;

  ReadinessSection(Cells cells) {
    settings = cells.blocks(Context.READY, ReadyKeyword.class, this::readSetting);
    values = new Values(cells.findings());
    args = cells.once("the `ready` check");
    interval = cells.once("the interval");
    timeout = cells.once("the timeout");
    retries = cells.once("`retries`");
  }

  void read(Arguments arguments) {
    arguments.block().ifPresent(settings::read);
    List<String> words =
        Stream.concat(Stream.of(arguments.one(0)), arguments.many(1).stream())
            .map(Word::text)
            .toList();
    values
        .read(arguments.one(0), ProcessSection::program)
        .ifPresent(_ -> args.say(words, arguments.span()));
  }

  Optional<Located<Readiness>> value() {
    return args.value().map(said -> new Located<>(readiness(said.value()), said.span()));
  }

  private Readiness readiness(List<String> words) {
    return new Readiness(words, interval.value(), timeout.value(), retries.value());
  }

  private void readSetting(ReadyKeyword keyword, Arguments arguments) {
    Word word = arguments.one(0);
    switch (keyword) {
      case INTERVAL -> values.read(word, ReadinessSection::time).ifPresent(interval::say);
      case TIMEOUT -> values.read(word, ReadinessSection::time).ifPresent(timeout::say);
      case RETRIES -> values.read(word, ReadinessSection::count).ifPresent(retries::say);
    }
  }

  private static Reading<Integer> count(String text) {
    return WholeNumber.read(text, 1, MOST_RETRIES).map(Long::intValue);
  }

  private static Reading<Duration> time(String text) {
    return TimeSpan.read(text)
        .then(
            nanos ->
                nanos > 0
                    ? new Reading.Value<>(Duration.ofNanos(nanos))
                    : Reading.outOfRange("`" + text + "` is no time", "it is more than 0"));
  }
}
