package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Supervision;
import dev.cdlc.plan.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Emits {@code annotations}: by keys that begin with {@code org.cdlc.}, what no other property of
 * config.json can say. Another runtime passes them over.
 */
final class AnnotationSection {
  static final String INIT = "org.cdlc.init";
  static final String STOP_SIGNAL = "org.cdlc.stop-signal";
  static final String STOP_TIMEOUT = "org.cdlc.stop-timeout";

  private final Places places;
  private final SortedMap<String, String> annotations = new TreeMap<>();

  AnnotationSection(Places places) {
    this.places = places;
  }

  /** Where the annotation of a key stands in config.json; no key of ours has a {@code /}. */
  static String pointer(String key) {
    return "/annotations/" + key;
  }

  SortedMap<String, String> annotations(Supervision supervision) {
    say(INIT, supervision.init(), init -> init ? "on" : "off");
    say(STOP_SIGNAL, supervision.stopSignal(), Signal::name);
    say(STOP_TIMEOUT, supervision.stopTimeout(), AnnotationSection::time);
    return annotations;
  }

  private <T> void say(String key, Optional<Located<T>> value, Function<T, String> form) {
    value.ifPresent(said -> annotations.put(key, form.apply(places.note(pointer(key), said))));
  }

  /** In the language's own words, in the largest unit that holds it whole. */
  private static String time(Duration time) {
    if (time.toNanosPart() == 0) {
      return time.toSeconds() + "s";
    }
    return time.toNanos() % 1_000_000 == 0 ? time.toMillis() + "ms" : time.toNanos() + "ns";
  }
}
