package dev.cdlc.compiler.registry;

/** The statements of a {@code network} block. */
public enum NetworkKeyword implements Keyword {
  SUBNET(
      Entry.in(Context.NETWORK, "subnet")
          .takes(Parameter.one("RANGE", ValueType.SUBNET))
          .doc("Says which addresses the containers of the network get.")
          .otherwise("a range that is free on the host")
          .merge(Merge.LATER_WINS)
          .field("annotations.org.cdlc.network")
          .example(
              "network backend < subnet 10.88.7.0/24 >"
                  + " container web < root ./rootfs; join backend; run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  NetworkKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
