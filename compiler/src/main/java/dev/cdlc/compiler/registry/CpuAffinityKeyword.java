package dev.cdlc.compiler.registry;

/** The statements of an {@code exec-cpu-affinity} block. */
public enum CpuAffinityKeyword implements Keyword {
  INITIAL(
      Entry.in(Context.CPU_AFFINITY, "initial")
          .takes(Parameter.one("CPUS", ValueType.CPU_LIST))
          .doc("Names the CPUs before the process has moved to the cgroup of the container.")
          .otherwise("those of the runtime")
          .merge(Merge.LATER_WINS)
          .field("process.execCPUAffinity.initial")
          .example(
              "container web < root ./rootfs; exec-cpu-affinity < initial 0-1 > run /bin/date >")
          .since(1)),
  FINAL(
      Entry.in(Context.CPU_AFFINITY, "final")
          .takes(Parameter.one("CPUS", ValueType.CPU_LIST))
          .doc("Names the CPUs once the process is in the cgroup of the container.")
          .otherwise("those of the cgroup")
          .merge(Merge.LATER_WINS)
          .field("process.execCPUAffinity.final")
          .example("container web < root ./rootfs; exec-cpu-affinity < final 0-7 > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  CpuAffinityKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
