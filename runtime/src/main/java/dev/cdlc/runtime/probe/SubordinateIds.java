package dev.cdlc.runtime.probe;

import java.util.List;
import java.util.Optional;

/**
 * The ids that a caller without privileges may map into a user namespace, beside its own: those of
 * users and of groups, or neither, since both are mapped or none; see subuid(5).
 *
 * @param lack the first thing that keeps it from having any
 */
public record SubordinateIds(List<Range> uids, List<Range> gids, Optional<Facility> lack) {
  /** The files that they follow from. */
  public static final List<String> FILES =
      List.of(
          IdFacilities.PASSWD,
          IdFacilities.SUBUID,
          IdFacilities.SUBGID,
          MappingProgram.NEWUIDMAP.path(),
          MappingProgram.NEWGIDMAP.path());

  public SubordinateIds {
    uids = List.copyOf(uids);
    gids = List.copyOf(gids);
  }

  /** {@code count} ids from {@code first} on. */
  public record Range(long first, long count) {}
}
