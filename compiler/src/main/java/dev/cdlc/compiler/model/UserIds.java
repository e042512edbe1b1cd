package dev.cdlc.compiler.model;

import dev.cdlc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which ids a container's user namespace has, and for which of the host they stand.
 *
 * @param auto where {@code userns auto} leaves it to the start: {@link #AUTO_COUNT} of each kind
 * @param caller the one whose ids they are, where the source leaves it open
 */
public record UserIds(
    List<Located<IdRange>> uids,
    List<Located<IdRange>> gids,
    Optional<Span> auto,
    Optional<Rootless> caller) {
  /** As many as useradd(8) sets aside for a user in subuid(5). */
  public static final long AUTO_COUNT = 65_536;

  /** Nothing is said. */
  public static final UserIds UNSAID =
      new UserIds(List.of(), List.of(), Optional.empty(), Optional.empty());

  public UserIds {
    uids = List.copyOf(uids);
    gids = List.copyOf(gids);
  }

  /** What else is said. */
  public UserIds withoutAuto() {
    return new UserIds(uids, gids, Optional.empty(), caller);
  }

  /** Those of a caller, for a container that leaves it open. */
  static UserIds of(Rootless caller, Span place) {
    return new UserIds(
        located(caller.uids(), place),
        located(caller.gids(), place),
        Optional.empty(),
        Optional.of(caller));
  }

  private static List<Located<IdRange>> located(List<IdRange> ranges, Span place) {
    return ranges.stream().map(range -> new Located<>(range, place)).toList();
  }

  /** The first place that says something; empty where nothing is said. */
  public Optional<Span> place() {
    return Stream.of(
            uids.stream().map(Located::span), gids.stream().map(Located::span), auto.stream())
        .flatMap(places -> places)
        .findFirst();
  }
}
