package dev.cdlc.importer.docker;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.engine.EngineContainer;
import dev.cdlc.importer.engine.Report;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A flag of `docker run` or `podman run`.
 *
 * @param takesValue whether it must have a value; otherwise it is a switch
 * @param action what it says of the container
 */
record Flag(String name, boolean takesValue, Action action) {
  /** What a flag does. */
  interface Action {
    void take(Run run, Text value, Span span);
  }

  /** The container that flags describe, and where they report what they cannot say. */
  record Run(EngineContainer container, Report report) {}

  /** A flag with a value that a part of the container takes. */
  static <T> Flag value(String name, Function<EngineContainer, T> part, Taker<T> taker) {
    return new Flag(
        name, true, (run, value, span) -> taker.take(part.apply(run.container()), value, span));
  }

  /** What a part of the container makes of a value. */
  interface Taker<T> {
    void take(T part, Text value, Span span);
  }

  /** A switch that a part of the container takes. */
  static <T> Flag on(String name, Function<EngineContainer, T> part, BiConsumer<T, Span> taker) {
    return new Flag(name, false, (run, _, span) -> taker.accept(part.apply(run.container()), span));
  }

  /** A switch that asks for what CDL does anyway. */
  static Flag granted(String name) {
    return new Flag(name, false, (_, _, _) -> {});
  }

  /** A flag with a value, or a switch, that CDL cannot say. */
  static Flag leftOut(String name, boolean takesValue, String why) {
    return new Flag(
        name, takesValue, (run, _, span) -> run.report().leftOut(span, "`--" + name + "`", why));
  }
}
