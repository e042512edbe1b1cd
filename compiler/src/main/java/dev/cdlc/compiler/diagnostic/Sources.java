package dev.cdlc.compiler.diagnostic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sources of one compilation: the file that was named, then those that it includes, and those
 * that statements name.
 */
public final class Sources {
  private final Map<SourceId, Source> byId;

  private Sources(Map<SourceId, Source> byId) {
    this.byId = byId;
  }

  /** Sources in the order in which they were read; one that is named twice counts once. */
  public static Sources of(List<Source> sources) {
    var byId = new LinkedHashMap<SourceId, Source>();
    sources.forEach(source -> byId.putIfAbsent(source.id(), source));
    return new Sources(Collections.unmodifiableMap(byId));
  }

  public static Sources of(Source source) {
    return of(List.of(source));
  }

  /**
   * The source that a span lies in.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public Source of(Span span) {
    Source source = byId.get(span.source());
    if (source == null) {
      throw new IllegalArgumentException("a span of a source that is not known: " + span);
    }
    return source;
  }

  /** The source of a name, if it is one of these. */
  public Optional<Source> named(SourceId id) {
    return Optional.ofNullable(byId.get(id));
  }

  public List<Source> all() {
    return List.copyOf(byId.values());
  }
}
