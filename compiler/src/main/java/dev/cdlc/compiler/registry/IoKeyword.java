package dev.cdlc.compiler.registry;

/** The statements of an {@code io} block. */
public enum IoKeyword implements Keyword {
  WEIGHT(
      Entry.in(Context.IO, "weight")
          .takes(Parameter.one("NUMBER", ValueType.COUNT))
          .doc("Sets the share of contended devices against sibling cgroups: 10 to 1000.")
          .otherwise("100")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.blockIO.weight")
          .example("container web < root ./rootfs; io < weight 300 > run /bin/date >")
          .since(1)),
  LEAF_WEIGHT(
      Entry.in(Context.IO, "leaf-weight")
          .takes(Parameter.one("NUMBER", ValueType.COUNT))
          .doc(
              "Sets the share of the container's own tasks against its cgroups below"
                  + " (cgroup v1): 10 to 1000.")
          .otherwise("that of the host")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.blockIO.leafWeight")
          .example("container web < root ./rootfs; io < leaf-weight 300 > run /bin/date >")
          .since(1)),
  DEVICE(
      Entry.in(Context.IO, "device")
          .takes(Parameter.one("MAJOR:MINOR", ValueType.DEVICE_NUMBER))
          .opens(BlockRule.REQUIRED, Context.IO_DEVICE)
          .doc("Limits the use of one block device.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field(
              "linux.resources.blockIO.weightDevice[],"
                  + " linux.resources.blockIO.throttleReadBpsDevice[]")
          .example(
              "container web < root ./rootfs; io < device 8:0 < read-bps 200MiB/s;"
                  + " write-iops 5000 > > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  IoKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
