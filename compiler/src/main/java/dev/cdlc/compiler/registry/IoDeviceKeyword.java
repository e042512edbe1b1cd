package dev.cdlc.compiler.registry;

/** The statements of the block of a {@code device} in an {@code io} block. */
public enum IoDeviceKeyword implements Keyword {
  WEIGHT(
      Entry.in(Context.IO_DEVICE, "weight")
          .takes(Parameter.one("NUMBER", ValueType.COUNT))
          .doc("Sets the share of the device against sibling cgroups: 10 to 1000.")
          .otherwise("that of the `io` block")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.blockIO.weightDevice[].weight")
          .example(
              "container web < root ./rootfs; io < device 8:0 < weight 300 > > run"
                  + " /bin/date >")
          .since(1)),
  LEAF_WEIGHT(
      Entry.in(Context.IO_DEVICE, "leaf-weight")
          .takes(Parameter.one("NUMBER", ValueType.COUNT))
          .doc(
              "Sets the share of the device for the container's own tasks (cgroup v1): 10"
                  + " to 1000.")
          .otherwise("that of the `io` block")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.blockIO.weightDevice[].leafWeight")
          .example(
              "container web < root ./rootfs; io < device 8:0 < leaf-weight 300 > > run"
                  + " /bin/date >")
          .since(1)),
  READ_BPS(
      Entry.in(Context.IO_DEVICE, "read-bps")
          .takes(Parameter.one("RATE", ValueType.RATE))
          .doc("Limits how much is read in a second.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.blockIO.throttleReadBpsDevice[]")
          .example(
              "container web < root ./rootfs; io < device 8:0 < read-bps 200MiB/s > >"
                  + " run /bin/date >")
          .since(1)),
  WRITE_BPS(
      Entry.in(Context.IO_DEVICE, "write-bps")
          .takes(Parameter.one("RATE", ValueType.RATE))
          .doc("Limits how much is written in a second.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.blockIO.throttleWriteBpsDevice[]")
          .example(
              "container web < root ./rootfs; io < device 8:0 < write-bps 100MiB/s > >"
                  + " run /bin/date >")
          .since(1)),
  READ_IOPS(
      Entry.in(Context.IO_DEVICE, "read-iops")
          .takes(Parameter.one("COUNT", ValueType.COUNT))
          .doc("Limits how many reads there are in a second.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.blockIO.throttleReadIOPSDevice[]")
          .example(
              "container web < root ./rootfs; io < device 8:0 < read-iops 5000 > > run"
                  + " /bin/date >")
          .since(1)),
  WRITE_IOPS(
      Entry.in(Context.IO_DEVICE, "write-iops")
          .takes(Parameter.one("COUNT", ValueType.COUNT))
          .doc("Limits how many writes there are in a second.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.blockIO.throttleWriteIOPSDevice[]")
          .example(
              "container web < root ./rootfs; io < device 8:0 < write-iops 5000 > > run"
                  + " /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  IoDeviceKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
