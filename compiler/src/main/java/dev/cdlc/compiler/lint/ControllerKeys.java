package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Memory;
import dev.cdlc.compiler.model.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of a container that only one version of cgroups(7) knows. */
final class ControllerKeys {
  private ControllerKeys() {}

  /** A key as the source has it, and its place. */
  record Key(String word, Span span) {}

  /** Those of v1: the controllers net_cls and net_prio, real-time CPU time, and parts of memory. */
  static List<Key> ofV1(Container container) {
    List<Key> keys = new ArrayList<>();
    Resources resources = container.resources();
    resources.memory().ifPresent(memory -> addV1(memory, keys));
    resources.cpu().ifPresent(cpu -> addV1(cpu, keys));
    resources.io().ifPresent(io -> add("leaf-weight", io.leafWeight(), keys));
    add("net-class", resources.network().classId(), keys);
    resources
        .network()
        .priorities()
        .forEach(said -> keys.add(new Key("net-priority", said.span())));
    return keys;
  }

  private static void addV1(Memory memory, List<Key> keys) {
    add("swappiness", memory.swappiness(), keys);
    add("kernel", memory.kernel(), keys);
    add("kernel-tcp", memory.kernelTcp(), keys);
    add("use-hierarchy", memory.useHierarchy(), keys);
    add("oom-kill", memory.oomKill(), keys);
  }

  private static void addV1(Cpu cpu, List<Key> keys) {
    add("rt-runtime", cpu.rtRuntimeMicros(), keys);
    add("rt-period", cpu.rtPeriodMicros(), keys);
  }

  /** Those of v2. */
  static List<Key> ofV2(Container container) {
    List<Key> keys = new ArrayList<>();
    Resources resources = container.resources();
    resources
        .cgroupFiles()
        .forEach(said -> keys.add(new Key("cgroup-file " + said.value().name(), said.span())));
    resources.cpu().ifPresent(cpu -> addV2(cpu, keys));
    return keys;
  }

  private static void addV2(Cpu cpu, List<Key> keys) {
    add("weight", cpu.share().filter(said -> said.value() instanceof Cpu.CpuShare.Weight), keys);
    add("idle", cpu.idle(), keys);
  }

  private static void add(String word, Optional<? extends Located<?>> said, List<Key> keys) {
    said.ifPresent(located -> keys.add(new Key(word, located.span())));
  }
}
