package dev.cdlc.compiler.lower;

import static dev.cdlc.compiler.lower.Limit.everywhere;
import static dev.cdlc.compiler.lower.Limit.file;

import dev.cdlc.compiler.oci.OciResources.Memory;
import dev.cdlc.plan.Controller;
import java.util.ArrayList;
import java.util.List;

/**
 * Lowers {@code linux.resources.memory}. See kernel memory.rst of cgroup v1, and cgroup-v2.rst.
 * {@code checkBeforeUpdate} is about containers that run already, so it asks for nothing here;
 * neither do a hierarchy that is used and an OOM killer that works, as they are without a word.
 */
final class MemoryLimits {
  private static final String POINTER = "/memory";
  private static final long UNLIMITED = -1;

  private MemoryLimits() {}

  static List<Limit> of(Memory memory) {
    List<Limit> limits = new ArrayList<>();
    memory.limit().map(MemoryLimits::limit).ifPresent(limits::add);
    memory.reservation().map(MemoryLimits::reservation).ifPresent(limits::add);
    memory.swap().map(swap -> swap(swap, memory)).ifPresent(limits::add);
    memory
        .kernel()
        .map(bytes -> only("/kernel", "memory.kmem.limit_in_bytes", bytes))
        .ifPresent(limits::add);
    memory
        .kernelTcp()
        .map(bytes -> only("/kernelTCP", "memory.kmem.tcp.limit_in_bytes", bytes))
        .ifPresent(limits::add);
    memory
        .swappiness()
        .map(percent -> only("/swappiness", "memory.swappiness", percent))
        .ifPresent(limits::add);
    if (memory.disableOomKiller().orElse(false)) {
      limits.add(only("/disableOOMKiller", "memory.oom_control", 1));
    }
    if (!memory.useHierarchy().orElse(true)) {
      limits.add(only("/useHierarchy", "memory.use_hierarchy", 0));
    }
    return limits;
  }

  private static Limit limit(long bytes) {
    return Limit.in(
        POINTER + "/limit",
        Controller.MEMORY,
        file("memory.limit_in_bytes", bytes),
        file("memory.max", Limit.orMax(bytes)));
  }

  private static Limit reservation(long bytes) {
    return Limit.in(
        POINTER + "/reservation",
        Controller.MEMORY,
        file("memory.soft_limit_in_bytes", bytes),
        file("memory.low", Limit.orMax(bytes)));
  }

  /** Memory and swap together on v1; swap alone on v2. */
  private static Limit swap(long total, Memory memory) {
    long limit = memory.limit().orElse(UNLIMITED);
    long alone = total == UNLIMITED || limit == UNLIMITED ? UNLIMITED : total - limit;
    return Limit.in(
        POINTER + "/swap",
        Controller.MEMORY,
        file("memory.memsw.limit_in_bytes", total),
        file("memory.swap.max", Limit.orMax(alone)));
  }

  /** What cgroup v2 lacks. */
  private static Limit only(String property, String file, Object value) {
    return everywhere(POINTER + property, Controller.MEMORY, file, value);
  }
}
