package dev.cdlc.plan;

/**
 * A line of a uid_map or gid_map, see user_namespaces(7): the ids of the container from {@code
 * inside} on, {@code count} of them, are those of the host from {@code outside} on.
 */
public record IdMapping(long inside, long outside, long count) {
  /** {@code 0 100000 65536}. */
  public String text() {
    return inside + " " + outside + " " + count;
  }
}
