package dev.cdlc.compiler.model;

/**
 * Ids that stand for others, one by one: {@code count} of them, from {@code from} on, for those
 * from {@code to} on. See user_namespaces(7), "uid_map".
 */
public record IdRange(long from, long to, long count) {
  /** Whether {@code id} is one of those that stand for others. */
  public boolean holds(long id) {
    return from <= id && id < from + count;
  }
}
