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
