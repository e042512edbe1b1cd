package dev.cdlc.compiler.registry;

/** The statements of a {@code numa-policy} block. */
public enum NumaPolicyKeyword implements Keyword {
  FLAGS(
      Entry.in(Context.NUMA_POLICY, "flags")
          .takes(Parameter.items("FLAG", ValueType.NUMA_FLAG))
          .doc("Sets the mode flags of set_mempolicy(2), such as those that say what NODES mean.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("linux.memoryPolicy.flags")
          .example(
              "container web < root ./rootfs; numa-policy bind 0-1 < flags static-nodes > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  NumaPolicyKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
