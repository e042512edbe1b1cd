package dev.cdlc.importer.compose;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.engine.EngineContainer;
import dev.cdlc.importer.yaml.Yaml;
import dev.cdlc.importer.yaml.Yaml.Entry;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A key of a service.
 *
 * @param action what it says of the container
 */
record ServiceKey(String name, Action action) {
  /** What a key does. */
  interface Action {
    void take(ServiceReader service, Entry entry);
  }

  /** What a part of the container makes of a value. */
  interface Taker<T> {
    void take(T part, Text value, Span span);
  }

  /** A key with a single value. */
  static <T> ServiceKey text(String name, Function<EngineContainer, T> part, Taker<T> taker) {
    return new ServiceKey(
        name,
        (service, entry) ->
            service
                .values()
                .text(entry.value())
                .ifPresent(
                    value ->
                        taker.take(part.apply(service.container()), value.text(), value.span())));
  }

  /** A key with a list of values. */
  static <T> ServiceKey texts(String name, Function<EngineContainer, T> part, Taker<T> taker) {
    return new ServiceKey(
        name,
        (service, entry) ->
            service
                .values()
                .texts(entry.value())
                .forEach(
                    value ->
                        taker.take(part.apply(service.container()), value.text(), value.span())));
  }

  /** A switch, which says something where it is on. */
  static <T> ServiceKey on(
      String name, Function<EngineContainer, T> part, BiConsumer<T, Span> taker) {
    return new ServiceKey(
        name,
        (service, entry) ->
            service
                .flag(entry.value())
                .filter(on -> on)
                .ifPresent(_ -> taker.accept(part.apply(service.container()), entry.place())));
  }

  /** A key with a value of its own shape. */
  static ServiceKey shaped(String name, BiConsumer<ServiceReader, Yaml> taker) {
    return new ServiceKey(name, (service, entry) -> taker.accept(service, entry.value()));
  }

  /** A key that asks for what CDL does anyway. */
  static ServiceKey granted(String name) {
    return new ServiceKey(name, (_, _) -> {});
  }

  /** A key that CDL cannot say. */
  static ServiceKey leftOut(String name, String why) {
    return new ServiceKey(
        name, (service, entry) -> service.report().leftOut(entry.place(), "`" + name + "`", why));
  }
}
