package dev.cdlc.compiler.json;

import dev.cdlc.compiler.diagnostic.Span;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A value of a JSON text, and where it stands. */
public sealed interface Json {
  Span span();

  record Text(String text, Span span) implements Json {}

  record Whole(BigInteger number, Span span) implements Json {}

  record Flag(boolean on, Span span) implements Json {}

  record Null(Span span) implements Json {}

  record Sequence(List<Json> items, Span span) implements Json {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * An object.
   *
   * @param properties in the order of the text; no two of one name
   */
  record Mapping(List<Property> properties, Span span) implements Json {
    public Mapping {
      properties = List.copyOf(properties);
    }

    /** The property of a name. */
    public Optional<Property> get(String name) {
      return properties.stream().filter(property -> property.name().equals(name)).findFirst();
    }
  }

  /**
   * A property of an object.
   *
   * @param place of its name
   */
  record Property(String name, Span place, Json value) {}
}
