package dev.cdlc.plan;

import java.util.List;

/**
 * Whose files a mount shows: those of the ids inside as those of the ids outside. See
 * mount_setattr(2), MOUNT_ATTR_IDMAP.
 *
 * @param recursive whether the mounts below are mapped too
 */
public record MountIds(List<IdMapping> uids, List<IdMapping> gids, boolean recursive) {
  public MountIds {
    uids = List.copyOf(uids);
    gids = List.copyOf(gids);
  }

  /** Whether one user namespace does for both. */
  public boolean mapsAs(MountIds other) {
    return uids.equals(other.uids) && gids.equals(other.gids);
  }
}
