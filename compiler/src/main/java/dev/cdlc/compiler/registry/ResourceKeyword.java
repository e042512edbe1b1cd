package dev.cdlc.compiler.registry;

/** The statements that say how much of the machine a container may use. */
public enum ResourceKeyword implements BodyKeyword {
  CPU(
      Entry.in(Context.CONTAINER, "cpu")
          .takes(Parameter.optional("LIMIT", ValueType.CPU))
          .opens(BlockRule.OR_ARGUMENTS, Context.CPU)
          .doc("Limits the CPU time that the container gets; `cpu 50%` is half of one CPU.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.cpu.quota, linux.resources.cpu.period")
          .example("container web < root ./rootfs; cpu 50%; run /bin/date >")
          .since(1)),
  MEMORY(
      Entry.in(Context.CONTAINER, "memory")
          .takes(Parameter.optional("LIMIT", ValueType.BYTES_OR_UNLIMITED))
          .opens(BlockRule.OR_ARGUMENTS, Context.MEMORY)
          .doc("Limits the memory that the container's processes and their files in memory take.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.limit")
          .example("container web < root ./rootfs; memory 256MiB; run /bin/date >")
          .since(1)),
  PIDS(
      Entry.in(Context.CONTAINER, "pids")
          .takes(Parameter.one("COUNT", ValueType.COUNT_OR_UNLIMITED))
          .doc("Limits how many tasks (processes and threads) the container may have.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.pids.limit")
          .example("container web < root ./rootfs; pids 128; run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  ResourceKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
