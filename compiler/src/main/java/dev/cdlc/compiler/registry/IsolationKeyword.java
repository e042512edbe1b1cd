package dev.cdlc.compiler.registry;

/** The statements that say what of the host's view a container shares. */
public enum IsolationKeyword implements BodyKeyword {
  NS(
      Entry.in(Context.CONTAINER, "ns")
          .takes(Parameter.items("NAMESPACE", ValueType.NAMESPACE))
          .doc(
              "Lists exactly the namespaces that are not the host's: fresh ones, and by KIND=PATH such"
                  + " as exist and are joined; `mount` is always among them.")
          .otherwise("pid, mount, ipc, uts, net, cgroup")
          .merge(Merge.BY_KEY)
          .field("linux.namespaces[]")
          .example(
              "container web < root ./rootfs; ns pid, uts, ipc, net=/run/netns/blue; run /bin/date"
                  + " >")
          .since(1)),
  UID_MAP(
      Entry.in(Context.CONTAINER, "uid-map")
          .takes(
              Parameter.one("ID", ValueType.ID),
              Parameter.one("HOST-ID", ValueType.ID),
              Parameter.one("COUNT", ValueType.ID_COUNT))
          .doc(
              "Gives the container COUNT users, from ID on, that are those from HOST-ID on to the"
                  + " host; it implies `ns user`.")
          .otherwise("in a user namespace, user 0 alone: whoever runs the container")
          .merge(Merge.APPENDED)
          .field("linux.uidMappings[]")
          .example(
              "container web < root ./rootfs; uid-map 0 100000 65536; gid-map 0 100000 65536; run"
                  + " /usr/bin/id >")
          .since(1)),
  GID_MAP(
      Entry.in(Context.CONTAINER, "gid-map")
          .takes(
              Parameter.one("ID", ValueType.ID),
              Parameter.one("HOST-ID", ValueType.ID),
              Parameter.one("COUNT", ValueType.ID_COUNT))
          .doc(
              "Gives the container COUNT groups, from ID on, that are those from HOST-ID on to the"
                  + " host; it implies `ns user`.")
          .otherwise("in a user namespace, group 0 alone: that of whoever runs the container")
          .merge(Merge.APPENDED)
          .field("linux.gidMappings[]")
          .example(
              "container web < root ./rootfs; uid-map 0 100000 65536; gid-map 0 100000 65536; run"
                  + " /usr/bin/id >")
          .since(1)),
  USERNS(
      Entry.in(Context.CONTAINER, "userns")
          .takes(Parameter.one("auto", ValueType.USERNS))
          .doc(
              "Gives the container 65536 users and groups, from 0 on, that are of no other container,"
                  + " and are chosen when it starts; it implies `ns user`.")
          .otherwise("what `uid-map` and `gid-map` say")
          .merge(Merge.LATER_WINS)
          .field("annotations.org.cdlc.userns")
          .example("container web < root ./rootfs; userns auto; run /usr/bin/id >")
          .since(1)),
  HOSTNAME(
      Entry.in(Context.CONTAINER, "hostname")
          .takes(Parameter.one("NAME", ValueType.HOST_NAME))
          .doc("Sets the host name; it needs a uts namespace of the container's own.")
          .otherwise("the container's name, in its own uts namespace")
          .merge(Merge.LATER_WINS)
          .field("hostname")
          .example("container web < root ./rootfs; hostname web-1; run /bin/hostname >")
          .since(1)),
  DOMAINNAME(
      Entry.in(Context.CONTAINER, "domainname")
          .takes(Parameter.one("NAME", ValueType.DOMAIN_NAME))
          .doc("Sets the NIS domain name; it needs a uts namespace of the container's own.")
          .otherwise("that of the host")
          .merge(Merge.LATER_WINS)
          .field("domainname")
          .example("container web < root ./rootfs; domainname example.org; run /bin/date >")
          .since(1)),
  TIME_OFFSET(
      Entry.in(Context.CONTAINER, "time-offset")
          .takes(
              Parameter.one("CLOCK", ValueType.CLOCK), Parameter.one("TIME", ValueType.TIME_OFFSET))
          .doc("Sets a clock ahead of the host's, or back; it needs a fresh time namespace.")
          .otherwise("the clock is that of the host")
          .merge(Merge.BY_KEY)
          .field("linux.timeOffsets")
          .example(
              "container web < root ./rootfs; ns pid, time; time-offset boottime 7d; run"
                  + " /usr/bin/uptime >")
          .since(1)),
  SYSCTL(
      Entry.in(Context.CONTAINER, "sysctl")
          .takes(Parameter.entries("NAME=VALUE", ValueType.SYSCTL))
          .doc("Sets kernel parameters that the container's namespaces have their own values of.")
          .otherwise("the kernel's defaults for a fresh namespace")
          .merge(Merge.BY_KEY)
          .field("linux.sysctl")
          .example(
              "container web < root ./rootfs; sysctl net.core.somaxconn=1024,"
                  + " net.ipv4.ip_local_port_range=\"1024 65000\"; run /bin/date >")
          .since(1)),
  NET(
      Entry.in(Context.CONTAINER, "net")
          .takes(Parameter.one("NETWORK", ValueType.NETWORK_MODE))
          .doc(
              "Says what the container reaches: itself alone, what the host reaches, or other hosts"
                  + " through the user's own process or through a bridge.")
          .otherwise("none, where `ns` lists `net` or is not said; else host")
          .merge(Merge.LATER_WINS)
          .field("linux.namespaces[], annotations.org.cdlc.net")
          .example("container web < root ./rootfs; net none; run /bin/date >")
          .since(1)),
  NET_DEVICE(
      Entry.in(Context.CONTAINER, "net-device")
          .takes(
              Parameter.one("INTERFACE", ValueType.INTERFACE),
              Parameter.behind("as", "NAME", ValueType.INTERFACE))
          .doc("Moves a network interface of the host into the container.")
          .otherwise("none; its name stays")
          .merge(Merge.BY_KEY)
          .field("linux.netDevices")
          .example("container web < root ./rootfs; net-device eth1 as eth0; run /bin/date >")
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
