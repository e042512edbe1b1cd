package dev.cdlc.compiler.registry;

/** The statements of a {@code cap} block: the five sets of capabilities(7), one by one. */
public enum CapabilityKeyword implements Keyword {
  BOUNDING(
      Entry.in(Context.CAPABILITIES, "bounding")
          .takes(Parameter.items("CAPABILITY", ValueType.CAPABILITY))
          .doc("Names exactly the capabilities that an execve(2) in the container may still grant.")
          .otherwise("(base - drop) + add, or `cap only`")
          .merge(Merge.LATER_WINS)
          .field("process.capabilities.bounding")
          .example("container web < root ./rootfs; cap < bounding CHOWN, KILL > run /bin/date >")
          .since(1)),
  EFFECTIVE(
      Entry.in(Context.CAPABILITIES, "effective")
          .takes(Parameter.items("CAPABILITY", ValueType.CAPABILITY))
          .doc("Names exactly the capabilities that are in force; each is permitted as well.")
          .otherwise("the permitted set")
          .merge(Merge.LATER_WINS)
          .field("process.capabilities.effective")
          .example("container web < root ./rootfs; cap < effective KILL > run /bin/date >")
          .since(1)),
  PERMITTED(
      Entry.in(Context.CAPABILITIES, "permitted")
          .takes(Parameter.items("CAPABILITY", ValueType.CAPABILITY))
          .doc("Names exactly the capabilities that may be put in force; each is bounding as well.")
          .otherwise("the bounding set")
          .merge(Merge.LATER_WINS)
          .field("process.capabilities.permitted")
          .example("container web < root ./rootfs; cap < permitted KILL, CHOWN > run /bin/date >")
          .since(1)),
  INHERITABLE(
      Entry.in(Context.CAPABILITIES, "inheritable")
          .takes(Parameter.items("CAPABILITY", ValueType.CAPABILITY))
          .doc("Names the capabilities that execve(2) hands on to files that inherit them.")
          .otherwise("the ambient set")
          .merge(Merge.LATER_WINS)
          .field("process.capabilities.inheritable")
          .example("container web < root ./rootfs; cap < inheritable KILL > run /bin/date >")
          .since(1)),
  AMBIENT(
      Entry.in(Context.CAPABILITIES, "ambient")
          .takes(Parameter.items("CAPABILITY", ValueType.CAPABILITY))
          .doc(
              "Names the capabilities that a user other than root keeps through execve(2); they"
                  + " become inheritable, permitted and bounding too.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("process.capabilities.ambient")
          .example(
              "container web < root ./rootfs; user 101:101; cap < ambient NET_BIND_SERVICE > run"
                  + " /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  CapabilityKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
