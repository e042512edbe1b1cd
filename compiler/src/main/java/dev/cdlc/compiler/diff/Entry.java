package dev.cdlc.compiler.diff;

import dev.cdlc.compiler.json.Json;
import dev.cdlc.compiler.json.Json.Flag;
import dev.cdlc.compiler.json.Json.Mapping;
import dev.cdlc.compiler.json.Json.Null;
import dev.cdlc.compiler.json.Json.Sequence;
import dev.cdlc.compiler.json.Json.Text;
import dev.cdlc.compiler.json.Json.Whole;
import java.util.stream.Collectors;

/**
 * A value of config.json that is compared as a whole.
 *
 * @param text two values are the same if theirs are
 * @param pointer where it stands (RFC 6901)
 */
record Entry(String text, String pointer) {
  static Entry of(Json value, String pointer) {
    return new Entry(text(value), pointer);
  }

  /** A value on one line. */
  static String text(Json value) {
    return switch (value) {
      case Text(var text, _) -> text;
      case Whole(var number, _) -> number.toString();
      case Flag(var on, _) -> Boolean.toString(on);
      case Null _ -> "null";
      case Sequence(var items, _) ->
          items.stream().map(Entry::text).collect(Collectors.joining(", ", "[", "]"));
      case Mapping(var properties, _) ->
          properties.stream()
              .map(property -> property.name() + "=" + text(property.value()))
              .collect(Collectors.joining(" "));
    };
  }
}
