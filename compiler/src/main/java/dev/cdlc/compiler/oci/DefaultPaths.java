package dev.cdlc.compiler.oci;

import java.util.List;

/** Paths that a container may not read or write unless it says otherwise. */
final class DefaultPaths {
  private DefaultPaths() {}

  /**
   * What would tell about the host or reach its memory. Source: moby, daemon/pkg/oci/defaults.go,
   * without its per-processor entries, which depend on the host.
   */
  static final List<String> MASKED =
      List.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/interrupts",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/sched_debug",
          "/proc/scsi",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/sys/devices/virtual/powercap",
          "/sys/firmware");

  /** What would steer the host's kernel. Source: as {@link #MASKED}. */
  static final List<String> READONLY =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");
}
