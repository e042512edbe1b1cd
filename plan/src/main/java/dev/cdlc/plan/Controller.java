package dev.cdlc.plan;

import java.util.Locale;

/** A cgroup controller that a plan sets limits with; see cgroups(7). */
public enum Controller {
  CPU,
  MEMORY,
  PIDS;

  /** The name in {@code cgroup.controllers}, and of the cgroup v1 hierarchy. */
  public String kernelName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
