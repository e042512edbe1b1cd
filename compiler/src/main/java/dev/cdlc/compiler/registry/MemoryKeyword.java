package dev.cdlc.compiler.registry;

/** The statements of a {@code memory} block. */
public enum MemoryKeyword implements Keyword {
  LIMIT(
      Entry.in(Context.MEMORY, "limit")
          .takes(Parameter.one("LIMIT", ValueType.BYTES_OR_UNLIMITED))
          .doc("Limits memory, as `memory LIMIT` does.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.limit")
          .example("container web < root ./rootfs; memory < limit 256MiB > run /bin/date >")
          .since(1)),
  RESERVATION(
      Entry.in(Context.MEMORY, "reservation")
          .takes(Parameter.one("SIZE", ValueType.BYTES_OR_UNLIMITED))
          .doc("Asks the kernel to leave the container this much when memory is short.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.reservation")
          .example(
              "container web < root ./rootfs; memory < limit 512MiB; reservation 256MiB"
                  + " > run /bin/date >")
          .since(1)),
  SWAP(
      Entry.in(Context.MEMORY, "swap")
          .takes(Parameter.one("SIZE", ValueType.BYTES_OR_UNLIMITED))
          .doc("Limits swap, on top of the limit of memory; 0 is no swap.")
          .otherwise("what the host allows")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.swap")
          .example(
              "container web < root ./rootfs; memory < limit 512MiB; swap 1GiB > run"
                  + " /bin/date >")
          .since(1)),
  SWAP_TOTAL(
      Entry.in(Context.MEMORY, "swap-total")
          .takes(Parameter.one("SIZE", ValueType.BYTES_OR_UNLIMITED))
          .doc("Limits memory and swap together, as config.json counts it.")
          .otherwise("what the host allows")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.swap")
          .example(
              "container web < root ./rootfs; memory < limit 512MiB; swap-total 1GiB >"
                  + " run /bin/date >")
          .since(1)),
  SWAPPINESS(
      Entry.in(Context.MEMORY, "swappiness")
          .takes(Parameter.one("NUMBER", ValueType.COUNT))
          .doc("Sets how readily memory is swapped out (cgroup v1): 0 to 100.")
          .otherwise("that of the host")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.swappiness")
          .example("container web < root ./rootfs; memory < swappiness 0 > run /bin/date >")
          .since(1)),
  OOM_KILL(
      Entry.in(Context.MEMORY, "oom-kill")
          .takes(Parameter.one("SWITCH", ValueType.TOGGLE))
          .doc("Says whether a process is killed when the limit is reached, or waits (cgroup v1).")
          .otherwise("on")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.disableOOMKiller")
          .example(
              "container web < root ./rootfs; memory < limit 1GiB; oom-kill off > run"
                  + " /bin/date >")
          .since(1)),
  KERNEL(
      Entry.in(Context.MEMORY, "kernel")
          .takes(Parameter.one("SIZE", ValueType.BYTES_OR_UNLIMITED))
          .doc("Limits the memory of the kernel for the container (cgroup v1; not recommended).")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.kernel")
          .example("container web < root ./rootfs; memory < kernel 64MiB > run /bin/date >")
          .since(1)),
  KERNEL_TCP(
      Entry.in(Context.MEMORY, "kernel-tcp")
          .takes(Parameter.one("SIZE", ValueType.BYTES_OR_UNLIMITED))
          .doc("Limits the memory of TCP buffers (cgroup v1; not recommended).")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.kernelTCP")
          .example("container web < root ./rootfs; memory < kernel-tcp 64MiB > run /bin/date >")
          .since(1)),
  USE_HIERARCHY(
      Entry.in(Context.MEMORY, "use-hierarchy")
          .takes(Parameter.one("SWITCH", ValueType.TOGGLE))
          .doc("Says whether cgroups below count too (cgroup v1; always so since Linux 5.11).")
          .otherwise("that of the host")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.useHierarchy")
          .example("container web < root ./rootfs; memory < use-hierarchy on > run /bin/date >")
          .since(1)),
  CHECK_BEFORE_UPDATE(
      Entry.in(Context.MEMORY, "check-before-update")
          .takes(Parameter.one("SWITCH", ValueType.TOGGLE))
          .doc("Says whether a limit below what is in use already is refused when it is changed.")
          .otherwise("off")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.checkBeforeUpdate")
          .example(
              "container web < root ./rootfs; memory < limit 1GiB; check-before-update"
                  + " on > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  MemoryKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
