package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.json.Json;
import dev.cdlc.compiler.model.Located;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads values of a JSON file, and gathers what is wrong with them, as far as a reader can use. */
final class JsonFindings {
  /** A file that is none of its kind has very many faults. */
  private static final int MOST = 20;

  private final List<Diagnostic> all = new ArrayList<>();

  List<Diagnostic> all() {
    return List.copyOf(all);
  }

  void add(Diagnostic diagnostic) {
    if (!isFull()) {
      all.add(diagnostic);
    }
  }

  /** A text as a value of a type. */
  <T> Optional<Located<T>> text(Json value, Function<String, Reading<T>> type) {
    if (value instanceof Json.Text(var text, _)) {
      return isFull() ? Optional.empty() : located(value, type.apply(text));
    }
    wrongType(value, "a text");
    return Optional.empty();
  }

  /** A number from 0 to {@code most}. */
  Optional<Located<BigInteger>> number(Json value, BigInteger most) {
    if (value instanceof Json.Whole(var number, _)) {
      boolean fits = number.signum() >= 0 && number.compareTo(most) <= 0;
      return located(
          value,
          fits
              ? new Reading.Value<>(number)
              : Reading.outOfRange(
                  "the number is out of range", "it goes from 0 to %d".formatted(most)));
    }
    wrongType(value, "a number");
    return Optional.empty();
  }

  /** The items of an array. */
  List<Json> items(Json value) {
    if (value instanceof Json.Sequence(var items, _)) {
      return items;
    }
    wrongType(value, "an array");
    return List.of();
  }

  /** Reports a value of another type than {@code wanted}. */
  void wrongType(Json value, String wanted) {
    add(
        Diagnostic.of(
                Code.WRONG_TYPE,
                place(value),
                "%s must stand here, not %s".formatted(wanted, type(value)))
            .withHelp(form(wanted)));
  }

  /** Where a reader looks for a value: objects and arrays go over many lines. */
  static Span place(Json value) {
    Span span = value.span();
    return switch (value) {
      case Json.Mapping _, Json.Sequence _ ->
          new Span(span.source(), span.start(), span.start() + 1);
      case Json.Text _, Json.Whole _, Json.Flag _, Json.Null _ -> span;
    };
  }

  private boolean isFull() {
    return all.size() >= MOST;
  }

  private <T> Optional<Located<T>> located(Json value, Reading<T> reading) {
    return switch (reading) {
      case Reading.Value<T>(T read) -> Optional.of(new Located<>(read, value.span()));
      case Reading.Refusal<T>(var code, var message, var help, _) -> {
        add(Diagnostic.of(code, value.span(), message).withHelp(help));
        yield Optional.empty();
      }
    };
  }

  private static String type(Json value) {
    return switch (value) {
      case Json.Text _ -> "a text";
      case Json.Whole _ -> "a number";
      case Json.Flag _ -> "`true` or `false`";
      case Json.Null _ -> "`null`";
      case Json.Sequence _ -> "an array";
      case Json.Mapping _ -> "an object";
    };
  }

  private static String form(String type) {
    return switch (type) {
      case "a text" -> "texts stand in double quotes";
      case "a number" -> "numbers are written with digits alone, without quotes";
      case "an array" -> "an array stands in `[` and `]`, even if it has one item";
      default -> "an object stands in `{` and `}`: names, and their values behind `:`";
    };
  }
}
