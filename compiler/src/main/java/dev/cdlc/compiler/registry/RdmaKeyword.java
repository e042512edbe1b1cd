package dev.cdlc.compiler.registry;

/** The statements of an {@code rdma} block. */
public enum RdmaKeyword implements Keyword {
  HANDLES(
      Entry.in(Context.RDMA, "handles")
          .takes(Parameter.one("COUNT", ValueType.COUNT))
          .doc("Limits the open handles of the device.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.rdma.*.hcaHandles")
          .example("container web < root ./rootfs; rdma mlx5_0 < handles 64 > run /bin/date >")
          .since(1)),
  OBJECTS(
      Entry.in(Context.RDMA, "objects")
          .takes(Parameter.one("COUNT", ValueType.COUNT))
          .doc("Limits the objects of the device.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.rdma.*.hcaObjects")
          .example("container web < root ./rootfs; rdma mlx5_0 < objects 10000 > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  RdmaKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
