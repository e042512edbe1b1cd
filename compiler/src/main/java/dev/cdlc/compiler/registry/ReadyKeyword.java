package dev.cdlc.compiler.registry;

/** The statements of a {@code ready} block. */
public enum ReadyKeyword implements Keyword {
  INTERVAL(
      Entry.in(Context.READY, "interval")
          .takes(Parameter.one("TIME", ValueType.TIME))
          .doc("Sets how long to wait between two runs of the program.")
          .otherwise("30s")
          .merge(Merge.LATER_WINS)
          .field("annotations.org.cdlc.ready.interval")
          .example(
              "container web < root ./rootfs; ready exec /bin/probe < interval 2s > run"
                  + " /bin/date >")
          .since(1)),
  TIMEOUT(
      Entry.in(Context.READY, "timeout")
          .takes(Parameter.one("TIME", ValueType.TIME))
          .doc("Ends a run of the program that takes longer; it counts as failed.")
          .otherwise("30s")
          .merge(Merge.LATER_WINS)
          .field("annotations.org.cdlc.ready.timeout")
          .example(
              "container web < root ./rootfs; ready exec /bin/probe < timeout 5s > run"
                  + " /bin/date >")
          .since(1)),
  RETRIES(
      Entry.in(Context.READY, "retries")
          .takes(Parameter.one("COUNT", ValueType.COUNT))
          .doc("Sets after how many failed runs the container counts as failed.")
          .otherwise("3")
          .merge(Merge.LATER_WINS)
          .field("annotations.org.cdlc.ready.retries")
          .example(
              "container web < root ./rootfs; ready exec /bin/probe < retries 30 > run"
                  + " /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  ReadyKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
