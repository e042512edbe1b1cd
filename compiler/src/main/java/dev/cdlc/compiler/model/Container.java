package dev.cdlc.compiler.model;

import dev.cdlc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/**
 * A checked container: what one {@code container} declaration says, typed, units resolved; every
 * value keeps its origin. What the source leaves unsaid is empty here; the passes that follow
 * decide the defaults. One group a section of the reference.
 *
 * @param version of the language that its file names
 * @param stack that it belongs to
 * @param tried the places of statements behind {@code try}: what stands there may be left out
 * @param span the declaration's place, without its block
 */
public record Container(
    Located<String> name,
    Optional<Located<String>> version,
    Filesystem filesystem,
    Process process,
    Scheduling scheduling,
    Privileges privileges,
    Isolation isolation,
    Resources resources,
    Lifecycle lifecycle,
    Optional<Located<String>> stack,
    List<Span> tried,
    Span span) {
  public Container {
    tried = List.copyOf(tried);
  }

  /** The same for a caller without privileges. */
  public Container forCaller(Rootless caller) {
    return with(process, isolation.forCaller(caller, head()));
  }

  /** The same with another process. */
  public Container with(Process other) {
    return with(other, isolation);
  }

  private Container with(Process otherProcess, Isolation otherIsolation) {
    return new Container(
        name,
        version,
        filesystem,
        otherProcess,
        scheduling,
        privileges,
        otherIsolation,
        resources,
        lifecycle,
        stack,
        tried,
        span);
  }

  /** {@code container web}: what speaks for all that the language's defaults ask for. */
  public Span head() {
    return new Span(span.source(), span.start(), name.span().end());
  }

  /** Whether what stands at a place may be left out. */
  public boolean isTried(Span place) {
    for (Span statement : tried) {
      if (statement.contains(place)) {
        return true;
      }
    }
    return false;
  }
}
