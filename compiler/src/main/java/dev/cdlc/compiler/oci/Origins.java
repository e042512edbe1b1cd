package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.plan.Origin;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the values of a config came from. A value without a place of its own has that of the
 * nearest value that holds it; the whole config has the container's.
 *
 * @param places by JSON pointer (RFC 6901); {@code ""} is always there
 */
public record Origins(Sources sources, SortedMap<String, Place> places) {
  public Origins {
    if (!places.containsKey("")) {
      throw new IllegalArgumentException("no place for the whole config");
    }
    places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
  }

  /**
   * A stretch of the source that asked for a value.
   *
   * @param implied whether the language's defaults did, on that declaration's behalf
   */
  public record Place(Span span, boolean implied) {}

  /** The place of the value at a JSON pointer. */
  public Place at(String pointer) {
    Place place = places.get(pointer);
    return place != null ? place : at(pointer.substring(0, pointer.lastIndexOf('/')));
  }

  /** {@link #at} as line and column. */
  public Origin origin(String pointer) {
    Place place = at(pointer);
    Source source = sources.of(place.span());
    int start = place.span().start();
    return new Origin(
        source.id().name(), source.line(start), source.column(start), place.implied());
  }
}
