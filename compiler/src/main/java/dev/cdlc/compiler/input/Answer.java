package dev.cdlc.compiler.input;

/** What came of asking for something. */
public sealed interface Answer<T> {
  record Found<T>(T value) implements Answer<T> {}

  /** There is no such thing. */
  record Absent<T>() implements Answer<T> {}

  /**
   * There may be such a thing, but it cannot be had.
   *
   * @param reason one lower-case clause, as strerror(3) would say it
   */
  record Refused<T>(String reason) implements Answer<T> {}
}
