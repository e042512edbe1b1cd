package dev.cdlc.compiler.diagnostic;

/** Half-open range {@code [start, end)} of code points in one source, counted from 0. */
public record Span(SourceId source, int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a range: [" + start + ", " + end + ")");
    }
  }

  /** Whether all of {@code other} is within this one. */
  public boolean contains(Span other) {
    return source.equals(other.source) && start <= other.start && other.end <= end;
  }

  /** The smallest span that holds this one and {@code other}, of the same source. */
  public Span to(Span other) {
    return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
  }
}
