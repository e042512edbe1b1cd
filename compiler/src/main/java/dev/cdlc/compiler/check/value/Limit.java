package dev.cdlc.compiler.check.value;

import java.util.Optional;
import java.util.function.Function;

/** Limits: a value of some type, or {@code unlimited}. */
public final class Limit {
  private Limit() {}

  /** Reads a limit; empty is {@code unlimited}. */
  public static <T> Reading<Optional<T>> read(String text, Function<String, Reading<T>> type) {
    return switch (text) {
      case "unlimited" -> new Reading.Value<>(Optional.empty());
      case "-1", "max", "infinity", "Unlimited", "UNLIMITED" ->
          Reading.wrong(
              "`" + text + "` is not a limit", "no limit is written `unlimited`", "unlimited");
      default -> type.apply(text).map(Optional::of);
    };
  }
}
