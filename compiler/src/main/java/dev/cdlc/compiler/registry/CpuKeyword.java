package dev.cdlc.compiler.registry;

/** The statements of a {@code cpu} block. */
public enum CpuKeyword implements Keyword {
  LIMIT(
      Entry.in(Context.CPU, "limit")
          .takes(Parameter.one("LIMIT", ValueType.CPU))
          .doc("Limits CPU time, as `cpu LIMIT` does; the quota is LIMIT times the period.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.cpu.quota")
          .example("container web < root ./rootfs; cpu < limit 1.5 > run /bin/date >")
          .since(1)),
  PERIOD(
      Entry.in(Context.CPU, "period")
          .takes(Parameter.one("TIME", ValueType.TIME))
          .doc("Sets the length of time that the limit is accounted over: 1ms to 1s.")
          .otherwise("100ms")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.cpu.period")
          .example("container web < root ./rootfs; cpu < limit 1.5; period 50ms > run /bin/date >")
          .since(1)),
  BURST(
      Entry.in(Context.CPU, "burst")
          .takes(Parameter.one("TIME", ValueType.TIME))
          .doc("Lets the container use CPU time that it saved up, beyond its limit in one period.")
          .otherwise("no burst")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.cpu.burst")
          .example("container web < root ./rootfs; cpu < limit 1.5; burst 10ms > run /bin/date >")
          .since(1)),
  WEIGHT(
      Entry.in(Context.CPU, "weight")
          .takes(Parameter.one("NUMBER", ValueType.COUNT))
          .doc(
              "Sets the share of contended CPU time against sibling cgroups (cgroup v2): 1"
                  + " to 10000.")
          .otherwise("100")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.unified.cpu.weight")
          .example("container web < root ./rootfs; cpu < weight 200 > run /bin/date >")
          .since(1)),
  SHARES(
      Entry.in(Context.CPU, "shares")
          .takes(Parameter.one("NUMBER", ValueType.COUNT))
          .doc("Sets the share of contended CPU time as cgroup v1 counts it: 2 to 262144.")
          .otherwise("1024")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.cpu.shares")
          .example("container web < root ./rootfs; cpu < shares 512 > run /bin/date >")
          .since(1)),
  SET(
      Entry.in(Context.CPU, "set")
          .takes(Parameter.one("LIST", ValueType.CPU_LIST))
          .doc("Lists the CPUs that the container may run on.")
          .otherwise("those of the host")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.cpu.cpus")
          .example("container web < root ./rootfs; cpu < set 0-3,7 > run /bin/date >")
          .since(1)),
  MEMS(
      Entry.in(Context.CPU, "mems")
          .takes(Parameter.one("LIST", ValueType.NODE_LIST))
          .doc("Lists the memory nodes that the container may use.")
          .otherwise("those of the host")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.cpu.mems")
          .example("container web < root ./rootfs; cpu < mems 0-1 > run /bin/date >")
          .since(1)),
  RT_RUNTIME(
      Entry.in(Context.CPU, "rt-runtime")
          .takes(Parameter.one("TIME", ValueType.TIME))
          .doc("Sets how long real-time tasks may run in each real-time period (cgroup v1).")
          .otherwise("0")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.cpu.realtimeRuntime")
          .example("container web < root ./rootfs; cpu < rt-runtime 950ms > run /bin/date >")
          .since(1)),
  RT_PERIOD(
      Entry.in(Context.CPU, "rt-period")
          .takes(Parameter.one("TIME", ValueType.TIME))
          .doc("Sets the length of time that `rt-runtime` is accounted over (cgroup v1).")
          .otherwise("1s")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.cpu.realtimePeriod")
          .example(
              "container web < root ./rootfs; cpu < rt-runtime 400ms; rt-period 500ms >"
                  + " run /bin/date >")
          .since(1)),
  IDLE(
      Entry.in(Context.CPU, "idle")
          .takes(Parameter.one("SWITCH", ValueType.TOGGLE))
          .doc("Says whether the container runs only when nothing else wants the CPU.")
          .otherwise("off")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.cpu.idle")
          .example("container web < root ./rootfs; cpu < idle on > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  CpuKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
