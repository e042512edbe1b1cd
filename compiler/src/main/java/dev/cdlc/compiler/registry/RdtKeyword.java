package dev.cdlc.compiler.registry;

/** The statements of an {@code rdt} block. */
public enum RdtKeyword implements Keyword {
  CLOS_ID(
      Entry.in(Context.RDT, "clos-id")
          .takes(Parameter.one("NAME", ValueType.CLOS_ID))
          .doc("Names the class of service that the container joins.")
          .otherwise("the container's id")
          .merge(Merge.LATER_WINS)
          .field("linux.intelRdt.closID")
          .example("container web < root ./rootfs; rdt < clos-id gold > run /bin/date >")
          .since(1)),
  L3(
      Entry.in(Context.RDT, "l3")
          .takes(Parameter.one("SCHEMA", ValueType.L3_SCHEMA))
          .doc("Shares out the L3 cache, in the words of the kernel's resctrl.")
          .otherwise("that of the class")
          .merge(Merge.LATER_WINS)
          .field("linux.intelRdt.l3CacheSchema")
          .example("container web < root ./rootfs; rdt < l3 \"L3:0=7f0;1=1f\" > run /bin/date >")
          .since(1)),
  MEM_BW(
      Entry.in(Context.RDT, "mem-bw")
          .takes(Parameter.one("SCHEMA", ValueType.MB_SCHEMA))
          .doc("Shares out memory bandwidth, in the words of the kernel's resctrl.")
          .otherwise("that of the class")
          .merge(Merge.LATER_WINS)
          .field("linux.intelRdt.memBwSchema")
          .example("container web < root ./rootfs; rdt < mem-bw \"MB:0=70;1=20\" > run /bin/date >")
          .since(1)),
  SCHEMATA(
      Entry.in(Context.RDT, "schemata")
          .takes(Parameter.entries("LINE", ValueType.RDT_SCHEMA))
          .doc(
              "Lists lines for the file schemata of resctrl, for what `l3` and `mem-bw`"
                  + " cannot say.")
          .otherwise("none")
          .merge(Merge.APPENDED)
          .field("linux.intelRdt.schemata[]")
          .example(
              "container web < root ./rootfs; rdt < schemata \"L2:0=f0;1=f\" > run"
                  + " /bin/date >")
          .since(1)),
  MONITORING(
      Entry.in(Context.RDT, "monitoring")
          .takes(Parameter.one("SWITCH", ValueType.TOGGLE))
          .doc("Says whether the container gets a monitoring group of its own.")
          .otherwise("off")
          .merge(Merge.LATER_WINS)
          .field("linux.intelRdt.enableMonitoring")
          .example(
              "container web < root ./rootfs; rdt < clos-id gold; monitoring on > run"
                  + " /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  RdtKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
