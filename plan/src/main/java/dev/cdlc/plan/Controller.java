package dev.cdlc.plan;

import java.util.Locale;

/** A cgroup controller that a plan sets limits with; see cgroups(7). */
public enum Controller {
  CPU,
  MEMORY,
  PIDS,
  CPUSET,
  IO("blkio"),
  HUGETLB,
  RDMA,
  NET_CLS,
  NET_PRIO,
  DEVICES;

  private final String v1Name;

  Controller() {
    v1Name = name().toLowerCase(Locale.ROOT);
  }

  Controller(String v1Name) {
    this.v1Name = v1Name;
  }

  /** Whether cgroup v2 has it among its controllers. */
  public boolean isInV2() {
    return switch (this) {
      case CPU, MEMORY, PIDS, CPUSET, IO, HUGETLB, RDMA -> true;
      case NET_CLS, NET_PRIO, DEVICES -> false;
    };
  }

  /** The name in {@code cgroup.controllers} of cgroup v2. */
  public String kernelName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of the cgroup v1 hierarchy. */
  public String v1Name() {
    return v1Name;
  }
}
