package dev.cdlc.compiler.model;

import dev.cdlc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which ids a container's user namespace has, and for which of the host they stand.
 *
 * @param auto where {@code userns auto} leaves it to the start: {@link #AUTO_COUNT} of each kind
 */
public record UserIds(
    List<Located<IdRange>> uids, List<Located<IdRange>> gids, Optional<Span> auto) {
  /** As many as useradd(8) sets aside for a user in subuid(5). */
  public static final long AUTO_COUNT = 65_536;

  public UserIds {
    uids = List.copyOf(uids);
    gids = List.copyOf(gids);
  }

  /** What else is said. */
  public UserIds withoutAuto() {
    return new UserIds(uids, gids, Optional.empty());
  }

  /** The first place that says something; empty where nothing is said. */
  public Optional<Span> place() {
    return Stream.of(
            uids.stream().map(Located::span), gids.stream().map(Located::span), auto.stream())
        .flatMap(places -> places)
        .findFirst();
  }
}
