package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/**
 * A caller without privileges, as far as its containers depend on it: which ids their user
 * namespace can have. See user_namespaces(7), subuid(5).
 *
 * @param uids the caller as 0, then those that the host gives to it; empty where it has itself
 *     alone
 * @param gids the same of groups; empty where {@code uids} is
 * @param lack why it has no more
 */
public record Rootless(List<IdRange> uids, List<IdRange> gids, Optional<Lack> lack) {
  /** A caller that has no ids but its own, for no reason that is known. */
  public static final Rootless ALONE = new Rootless(List.of(), List.of(), Optional.empty());

  public Rootless {
    uids = List.copyOf(uids);
    gids = List.copyOf(gids);
    if (uids.isEmpty() != gids.isEmpty()) {
      throw new IllegalArgumentException("users and groups are mapped together");
    }
  }

  /**
   * What keeps a caller from mapping ids that are not its own.
   *
   * @param cause one lower-case clause
   * @param fix what to do about it, in the imperative
   */
  public record Lack(String cause, String fix) {}
}
