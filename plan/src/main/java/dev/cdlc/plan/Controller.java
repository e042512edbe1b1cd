package dev.cdlc.plan;

import java.util.Locale;

/** A cgroup controller that a plan sets limits with, or has count what is used; see cgroups(7). */
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
  DEVICES,

  /** Of v1 alone, beside {@link #CPU}, which on v2 counts as well. */
  CPUACCT;

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
      case NET_CLS, NET_PRIO, DEVICES, CPUACCT -> false;
    };
  }

  /** Whether it limits anything, and does not only count. */
  public boolean limits() {
    return this != CPUACCT;
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
