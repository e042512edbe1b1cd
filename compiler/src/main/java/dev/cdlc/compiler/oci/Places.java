package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Collects the {@link Origins} of a config while it is emitted. */
final class Places {
  private final Sources sources;
  private final TreeMap<String, Origins.Place> places = new TreeMap<>();

  /** {@code declaration} speaks for all that the language's defaults ask for. */
  Places(Sources sources, Span declaration) {
    this.sources = sources;
    note("", new Origins.Place(declaration, true));
  }

  /** Notes who asked for the value at {@code pointer}, and gives it back. */
  <T> T note(String pointer, Located<T> located) {
    note(pointer, located.span());
    return located.value();
  }

  void note(String pointer, Span span) {
    note(pointer, new Origins.Place(span, false));
  }

  void note(String pointer, Origins.Place place) {
    places.put(pointer, place);
  }

  /**
   * The pointers of the values that only statements at such places ask for, in order; of values
   * that hold others, only the others.
   */
  List<String> at(Predicate<Span> wanted) {
    List<String> pointers = new ArrayList<>();
    places.forEach(
        (pointer, place) -> {
          if (!place.implied() && wanted.test(place.span()) && !holdsOthers(pointer)) {
            pointers.add(pointer);
          }
        });
    return pointers;
  }

  private boolean holdsOthers(String pointer) {
    String next = places.higherKey(pointer + "/");
    return next != null && next.startsWith(pointer + "/");
  }

  Origins origins() {
    return new Origins(sources, places);
  }
}
