package dev.cdlc.compiler.registry;

/** The statements that say how much of the machine a container may use. */
public enum ResourceKeyword implements BodyKeyword {
  CPU(
      Entry.in(Context.CONTAINER, "cpu")
          .takes(Parameter.optional("LIMIT", ValueType.CPU))
          .opens(BlockRule.OR_ARGUMENTS, Context.CPU)
          .doc("Limits the CPU time that the container gets; `cpu 50%` is half of one CPU.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.cpu.quota, linux.resources.cpu.period")
          .example("container web < root ./rootfs; cpu 50%; run /bin/date >")
          .skippable()
          .since(1)),
  MEMORY(
      Entry.in(Context.CONTAINER, "memory")
          .takes(Parameter.optional("LIMIT", ValueType.BYTES_OR_UNLIMITED))
          .opens(BlockRule.OR_ARGUMENTS, Context.MEMORY)
          .doc("Limits the memory that the container's processes and their files in memory take.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.limit")
          .example("container web < root ./rootfs; memory 256MiB; run /bin/date >")
          .skippable()
          .since(1)),
  PIDS(
      Entry.in(Context.CONTAINER, "pids")
          .takes(Parameter.one("COUNT", ValueType.COUNT_OR_UNLIMITED))
          .doc("Limits how many tasks (processes and threads) the container may have.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.pids.limit")
          .example("container web < root ./rootfs; pids 128; run /bin/date >")
          .skippable()
          .since(1)),
  CGROUP(
      Entry.in(Context.CONTAINER, "cgroup")
          .takes(Parameter.one("PATH", ValueType.CGROUP_PATH))
          .doc(
              "Names the cgroup of the container, from the root of the hierarchies or"
                  + " beside that of the caller.")
          .otherwise("chosen by who runs the container")
          .merge(Merge.LATER_WINS)
          .field("linux.cgroupsPath")
          .example("container web < root ./rootfs; cgroup /batch/web; run /bin/date >")
          .since(1)),
  CGROUP_FILE(
      Entry.in(Context.CONTAINER, "cgroup-file")
          .takes(
              Parameter.one("FILE", ValueType.CGROUP_FILE), Parameter.one("VALUE", ValueType.TEXT))
          .doc(
              "Writes a value to a file of the container's cgroup (cgroup v2), where no"
                  + " statement does.")
          .otherwise("nothing")
          .merge(Merge.BY_KEY)
          .field("linux.resources.unified")
          .example(
              "container web < root ./rootfs; cgroup-file memory.high \"60M\"; run"
                  + " /bin/date >")
          .skippable()
          .since(1)),
  IO(
      Entry.in(Context.CONTAINER, "io")
          .opens(BlockRule.REQUIRED, Context.IO)
          .doc("Limits the use of block devices.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.blockIO")
          .example(
              "container web < root ./rootfs; io < weight 300; device 8:0 < read-bps"
                  + " 200MiB/s > > run /bin/date >")
          .skippable()
          .since(1)),
  HUGEPAGES(
      Entry.in(Context.CONTAINER, "hugepages")
          .takes(Parameter.one("PAGE", ValueType.BYTES), Parameter.one("LIMIT", ValueType.BYTES))
          .doc("Limits the memory in huge pages of one size; LIMIT is a multiple of PAGE.")
          .otherwise("unlimited")
          .merge(Merge.BY_KEY)
          .field("linux.resources.hugepageLimits[]")
          .example("container web < root ./rootfs; hugepages 2MiB 8GiB; run /bin/date >")
          .skippable()
          .since(1)),
  NET_CLASS(
      Entry.in(Context.CONTAINER, "net-class")
          .takes(Parameter.one("CLASS", ValueType.COUNT))
          .doc("Tags what the container sends with a class of traffic control (cgroup v1).")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.network.classID")
          .example("container web < root ./rootfs; net-class 0x100001; run /bin/date >")
          .skippable()
          .since(1)),
  NET_PRIORITY(
      Entry.in(Context.CONTAINER, "net-priority")
          .takes(
              Parameter.one("INTERFACE", ValueType.INTERFACE),
              Parameter.one("PRIORITY", ValueType.COUNT))
          .doc("Sets the priority of what the container sends through an interface (cgroup v1).")
          .otherwise("none")
          .merge(Merge.BY_KEY)
          .field("linux.resources.network.priorities[]")
          .example("container web < root ./rootfs; net-priority eth0 500; run /bin/date >")
          .skippable()
          .since(1)),
  RDMA(
      Entry.in(Context.CONTAINER, "rdma")
          .takes(Parameter.one("DEVICE", ValueType.RDMA_DEVICE))
          .opens(BlockRule.REQUIRED, Context.RDMA)
          .doc("Limits what the container may take of an RDMA device.")
          .otherwise("unlimited")
          .merge(Merge.BY_KEY)
          .field("linux.resources.rdma")
          .example(
              "container web < root ./rootfs; rdma mlx5_0 < handles 64; objects 10000 >"
                  + " run /bin/date >")
          .skippable()
          .since(1)),
  RDT(
      Entry.in(Context.CONTAINER, "rdt")
          .opens(BlockRule.REQUIRED, Context.RDT)
          .doc(
              "Gives the container a share of caches and memory bandwidth, by Intel RDT or"
                  + " what is like it.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("linux.intelRdt")
          .example(
              "container web < root ./rootfs; rdt < clos-id gold; l3 \"L3:0=7f0;1=1f\""
                  + " > run /bin/date >")
          .skippable()
          .since(1)),
  DEVICE(
      Entry.in(Context.CONTAINER, "device")
          .takes(
              Parameter.one("PATH", ValueType.ABSOLUTE_PATH),
              Parameter.optional("TYPE", ValueType.DEVICE_TYPE),
              Parameter.optionalNumber("MAJOR:MINOR", ValueType.DEVICE_NUMBERS),
              Parameter.options("OPTION", ValueType.DEVICE_OPTION))
          .doc(
              "Gives the container a device: the host's by its path alone, else the one that is"
                  + " described; using it is allowed.")
          .otherwise("the default devices of a container; mode=0666, uid=0, gid=0, access=rw")
          .merge(Merge.BY_KEY)
          .field("linux.devices[], linux.resources.devices[], annotations.org.cdlc.device")
          .example(
              "container web < root ./rootfs; device /dev/fuse; device /dev/net/tun c 10:200"
                  + " mode=0660; run /bin/date >")
          .since(1)),
  DEVICE_RULE_ALLOW(
      Entry.in(Context.CONTAINER, "device-rule", "allow")
          .takes(
              Parameter.one("KIND", ValueType.DEVICE_KIND),
              Parameter.optional("MAJOR:MINOR", ValueType.DEVICE_NUMBERS),
              Parameter.optional("ACCESS", ValueType.DEVICE_ACCESS))
          .doc("Lets the container use devices; of several rules the last one holds.")
          .otherwise("what the runtime allows; the access is rw")
          .merge(Merge.APPENDED)
          .field("linux.resources.devices[]")
          .example(
              "container web < root ./rootfs; device-rule deny all; device-rule allow c 10:* rw; run"
                  + " /bin/date >")
          .since(1)),
  DEVICE_RULE_DENY(
      Entry.in(Context.CONTAINER, "device-rule", "deny")
          .takes(
              Parameter.one("KIND", ValueType.DEVICE_KIND),
              Parameter.optional("MAJOR:MINOR", ValueType.DEVICE_NUMBERS),
              Parameter.optional("ACCESS", ValueType.DEVICE_ACCESS))
          .doc("Forbids the container to use devices; of several rules the last one holds.")
          .otherwise("what the runtime denies; the access is rwm")
          .merge(Merge.APPENDED)
          .field("linux.resources.devices[]")
          .example("container web < root ./rootfs; device-rule deny all; run /bin/date >")
          .skippable()
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  ResourceKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
