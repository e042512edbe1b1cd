package dev.cdlc.compiler.registry;

/** The statements of a {@code scheduler} block. */
public enum SchedulerKeyword implements Keyword {
  PRIORITY(
      Entry.in(Context.SCHEDULER, "priority")
          .takes(Parameter.one("PRIORITY", ValueType.PRIORITY))
          .doc("Sets the priority under `fifo` and `rr`, which need one: 1 to 99, the highest.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("process.scheduler.priority")
          .example("container web < root ./rootfs; scheduler rr < priority 50 > run /bin/date >")
          .since(1)),
  NICE(
      Entry.in(Context.SCHEDULER, "nice")
          .takes(Parameter.one("NICE", ValueType.NICE))
          .doc("Sets the nice value under `other` and `batch`, as the statement `nice` does.")
          .otherwise("0")
          .merge(Merge.LATER_WINS)
          .field("process.scheduler.nice")
          .example("container web < root ./rootfs; scheduler batch < nice 10 > run /bin/date >")
          .since(1)),
  FLAGS(
      Entry.in(Context.SCHEDULER, "flags")
          .takes(Parameter.items("FLAG", ValueType.SCHEDULER_FLAG))
          .doc(
              "Sets flags of sched_setattr(2); `reclaim` and `dl-overrun` go with `deadline` only.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("process.scheduler.flags")
          .example(
              "container web < root ./rootfs; scheduler fifo < priority 10; flags reset-on-fork > run /bin/date >")
          .since(1)),
  RUNTIME(
      Entry.in(Context.SCHEDULER, "runtime")
          .takes(Parameter.one("TIME", ValueType.TIME))
          .doc("Sets how long the command may run in each period under `deadline`, which needs it.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("process.scheduler.runtime")
          .example(
              "container web < root ./rootfs; scheduler deadline < runtime 10ms; deadline 30ms > run /bin/date >")
          .since(1)),
  DEADLINE(
      Entry.in(Context.SCHEDULER, "deadline")
          .takes(Parameter.one("TIME", ValueType.TIME))
          .doc("Sets by when in each period the command has run, under `deadline`, which needs it.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("process.scheduler.deadline")
          .example(
              "container web < root ./rootfs; scheduler deadline < runtime 10ms; deadline 30ms > run /bin/date >")
          .since(1)),
  PERIOD(
      Entry.in(Context.SCHEDULER, "period")
          .takes(Parameter.one("TIME", ValueType.TIME))
          .doc("Sets the length of a period under `deadline`.")
          .otherwise("the deadline")
          .merge(Merge.LATER_WINS)
          .field("process.scheduler.period")
          .example(
              "container web < root ./rootfs; scheduler deadline < runtime 10ms; deadline 30ms; period 50ms > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  SchedulerKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
