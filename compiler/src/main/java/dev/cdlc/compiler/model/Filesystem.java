package dev.cdlc.compiler.model;

import dev.cdlc.plan.Propagation;
import java.util.List;
import java.util.Optional;

/** The files that a container sees; mounts in the order in which they are made. */
public record Filesystem(
    Optional<Located<Root>> root,
    List<Located<Mount>> mounts,
    Optional<Located<Boolean>> defaultMounts,
    Optional<Located<ProtectedPaths>> maskedPaths,
    Optional<Located<ProtectedPaths>> readonlyPaths,
    Optional<Located<Propagation>> rootfsPropagation) {
  public Filesystem {
    mounts = List.copyOf(mounts);
  }
}
