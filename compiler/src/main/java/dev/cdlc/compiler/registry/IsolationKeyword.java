package dev.cdlc.compiler.registry;

/** The statements that say what of the host's view a container shares. */
public enum IsolationKeyword implements BodyKeyword {
  NS(
      Entry.in(Context.CONTAINER, "ns")
          .takes(Parameter.items("NAMESPACE", ValueType.NAMESPACE))
          .doc(
              "Lists exactly the namespaces that are the container's own; `mount` is always among"
                  + " them.")
          .otherwise("pid, mount, ipc, uts, net, cgroup")
          .merge(Merge.BY_KEY)
          .field("linux.namespaces[]")
          .example("container web < root ./rootfs; ns pid, uts, ipc; run /bin/date >")
          .since(1)),
  HOSTNAME(
      Entry.in(Context.CONTAINER, "hostname")
          .takes(Parameter.one("NAME", ValueType.HOST_NAME))
          .doc("Sets the host name; it needs a uts namespace of the container's own.")
          .otherwise("the container's name, in its own uts namespace")
          .merge(Merge.LATER_WINS)
          .field("hostname")
          .example("container web < root ./rootfs; hostname web-1; run /bin/hostname >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  IsolationKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
