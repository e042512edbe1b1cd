package dev.cdlc.compiler.model;

import dev.cdlc.compiler.diagnostic.Span;
import java.util.LinkedHashMap;
import java.util.List;

/** A value and the place that asked for it. */
public record Located<T>(T value, Span span) {
  /** Each value once, in order, at the place that said it first. */
  public static <T> List<Located<T>> distinct(List<Located<T>> said) {
    var first = new LinkedHashMap<T, Located<T>>();
    said.forEach(one -> first.putIfAbsent(one.value(), one));
    return List.copyOf(first.values());
  }
}
