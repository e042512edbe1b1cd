package dev.cdlc.compiler.registry;

/** The statements that say when and where the kernel runs a container's command. */
public enum SchedulingKeyword implements BodyKeyword {
  SCHEDULER(
      Entry.in(Context.CONTAINER, "scheduler")
          .takes(Parameter.one("POLICY", ValueType.SCHEDULER_POLICY))
          .opens(BlockRule.OPTIONAL, Context.SCHEDULER)
          .doc(
              "Chooses the scheduling policy of sched(7); a later layer replaces it with all its settings.")
          .otherwise("that of whoever runs the container")
          .merge(Merge.LATER_WINS)
          .field("process.scheduler.policy")
          .example("container web < root ./rootfs; scheduler fifo < priority 10 > run /bin/date >")
          .since(1)),
  NICE(
      Entry.in(Context.CONTAINER, "nice")
          .takes(Parameter.one("NICE", ValueType.NICE))
          .doc(
              "Sets the nice value, from -20 (first) to 19 (last), under the policy `other` or `batch`.")
          .otherwise("that of whoever runs the container")
          .merge(Merge.LATER_WINS)
          .field("process.scheduler.nice")
          .example("container web < root ./rootfs; nice 5; run /bin/date >")
          .since(1)),
  IO_PRIORITY(
      Entry.in(Context.CONTAINER, "io-priority")
          .takes(
              Parameter.one("CLASS", ValueType.IO_CLASS),
              Parameter.optional("LEVEL", ValueType.IO_LEVEL))
          .doc("Sets the I/O scheduling class and level of ioprio_set(2); 0 is the highest level.")
          .otherwise("that of whoever runs the container; LEVEL is 4")
          .merge(Merge.LATER_WINS)
          .field("process.ioPriority.class, process.ioPriority.priority")
          .example("container web < root ./rootfs; io-priority best-effort 6; run /bin/date >")
          .since(1)),
  EXEC_CPU_AFFINITY(
      Entry.in(Context.CONTAINER, "exec-cpu-affinity")
          .opens(BlockRule.REQUIRED, Context.CPU_AFFINITY)
          .doc("Says on which CPUs a command that is executed in the running container may run.")
          .otherwise("those of the container")
          .merge(Merge.LATER_WINS)
          .field("process.execCPUAffinity")
          .example(
              "container web < root ./rootfs; exec-cpu-affinity < initial 0-1; final 0-7 > run /bin/date >")
          .since(1)),
  NUMA_POLICY(
      Entry.in(Context.CONTAINER, "numa-policy")
          .takes(
              Parameter.one("MODE", ValueType.NUMA_MODE),
              Parameter.optional("NODES", ValueType.NODE_LIST))
          .opens(BlockRule.OPTIONAL, Context.NUMA_POLICY)
          .doc(
              "Says from which memory nodes the command gets its memory, as set_mempolicy(2) does.")
          .otherwise("that of whoever runs the container")
          .merge(Merge.LATER_WINS)
          .field("linux.memoryPolicy.mode, linux.memoryPolicy.nodes")
          .example(
              "container web < root ./rootfs; numa-policy bind 0-1 < flags static-nodes > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  SchedulingKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
