package dev.cdlc.compiler.registry;

import java.util.List;

/**
 * The statements that belong to CDL and that this version of cdlc does not know yet. Whoever writes
 * one is told so, instead of being asked whether something else was meant.
 */
public final class Planned {
  private static final List<String> FILE = List.of("stack", "network");

  private Planned() {}

  /** The names of statements still to come in a context. */
  public static List<String> names(Context context) {
    return switch (context) {
      case FILE -> FILE;
      case CONTAINER,
          PARAM,
          VARIANT,
          MOUNT,
          ID_MAP,
          USER,
          SCHEDULER,
          CPU_AFFINITY,
          NUMA_POLICY,
          CAPABILITIES,
          CPU,
          MEMORY,
          IO,
          IO_DEVICE,
          RDMA,
          RDT,
          HOOK,
          READY,
          FILTER,
          FILTER_TESTS,
          LANDLOCK ->
          List.of();
    };
  }
}
