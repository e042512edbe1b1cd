package dev.cdlc.compiler.model;

import java.util.List;

/** {@code idmap}: as whose the files of a mount are shown. */
public record MountIds(List<Located<IdRange>> uids, List<Located<IdRange>> gids) {
  public MountIds {
    uids = List.copyOf(uids);
    gids = List.copyOf(gids);
  }
}
