package dev.cdlc.compiler.registry;

/** The statements that say what the command may do beyond an ordinary process. */
public enum PrivilegeKeyword implements BodyKeyword {
  CAP_DROP(
      Entry.in(Context.CONTAINER, "cap", "drop")
          .takes(Parameter.items("CAPABILITY", ValueType.CAPABILITY))
          .doc("Takes capabilities away from the base set; order does not matter.")
          .otherwise("nothing is dropped")
          .merge(Merge.APPENDED)
          .field("process.capabilities")
          .example("container web < root ./rootfs; cap drop SYS_TIME, MKNOD; run /bin/date >")
          .since(1)),
  CAP_ADD(
      Entry.in(Context.CONTAINER, "cap", "add")
          .takes(Parameter.items("CAPABILITY", ValueType.CAPABILITY))
          .doc("Adds capabilities to the base set; order does not matter.")
          .otherwise("nothing is added")
          .merge(Merge.APPENDED)
          .field("process.capabilities")
          .example(
              "container web < root ./rootfs; cap drop ALL; cap add CHOWN, SETUID; run /bin/date >")
          .since(1)),
  CAP_ONLY(
      Entry.in(Context.CONTAINER, "cap", "only")
          .takes(Parameter.items("CAPABILITY", ValueType.CAPABILITY))
          .doc("Names exactly the capabilities that the command has.")
          .otherwise("(base - drop) + add")
          .merge(Merge.LATER_WINS)
          .field("process.capabilities")
          .example("container web < root ./rootfs; cap only CHOWN, SETUID; run /bin/date >")
          .since(1)),
  CAP_BASE(
      Entry.in(Context.CONTAINER, "cap", "base")
          .takes(Parameter.one("SET", ValueType.CAPABILITY_BASE))
          .doc("Chooses the set that `cap add` and `cap drop` start from.")
          .otherwise("default")
          .merge(Merge.LATER_WINS)
          .field("process.capabilities")
          .example("container web < root ./rootfs; cap base none; run /bin/date >")
          .since(1)),
  CAP_SETS(
      Entry.in(Context.CONTAINER, "cap")
          .opens(BlockRule.REQUIRED, Context.CAPABILITIES)
          .doc("Says what stands in each of the five sets of capabilities(7).")
          .otherwise("(base - drop) + add in three of them; none inheritable, none ambient")
          .merge(Merge.LATER_WINS)
          .field("process.capabilities")
          .example("container web < root ./rootfs; cap < ambient NET_RAW > run /bin/ping ::1 >")
          .since(1)),
  NO_NEW_PRIVS(
      Entry.in(Context.CONTAINER, "no-new-privs")
          .takes(Parameter.one("SWITCH", ValueType.TOGGLE))
          .doc("Says whether execve(2) may no longer grant privileges, as set-user-ID files do.")
          .otherwise("on")
          .merge(Merge.LATER_WINS)
          .field("process.noNewPrivileges")
          .example("container web < root ./rootfs; no-new-privs off; run /bin/date >")
          .since(1)),
  APPARMOR(
      Entry.in(Context.CONTAINER, "apparmor")
          .takes(Parameter.one("PROFILE", ValueType.APPARMOR_PROFILE))
          .doc("Runs the command under an AppArmor profile that the host has loaded.")
          .otherwise("the profile of whoever runs the container")
          .merge(Merge.LATER_WINS)
          .field("process.apparmorProfile")
          .example("container web < root ./rootfs; apparmor web-profile; run /bin/date >")
          .skippable()
          .since(1)),
  SELINUX(
      Entry.in(Context.CONTAINER, "selinux")
          .takes(Parameter.one("LABEL", ValueType.SELINUX_LABEL))
          .doc("Runs the command under an SELinux label of the host's policy.")
          .otherwise("the label that the policy gives")
          .merge(Merge.LATER_WINS)
          .field("process.selinuxLabel")
          .example(
              "container web < root ./rootfs; selinux system_u:system_r:container_t:s0:c124,c675;"
                  + " run /bin/date >")
          .skippable()
          .since(1)),
  MOUNT_LABEL(
      Entry.in(Context.CONTAINER, "mount-label")
          .takes(Parameter.one("LABEL", ValueType.SELINUX_LABEL))
          .doc("Gives the files of the container's own mounts an SELinux label.")
          .otherwise("the label that the policy gives")
          .merge(Merge.LATER_WINS)
          .field("linux.mountLabel")
          .example(
              "container web < root ./rootfs; mount-label"
                  + " system_u:object_r:container_file_t:s0:c124,c675; run /bin/date >")
          .skippable()
          .since(1)),
  SECCOMP(
      Entry.in(Context.CONTAINER, "seccomp")
          .opens(BlockRule.REQUIRED, Context.FILTER)
          .doc("Filters the system calls that the command and its children may make.")
          .otherwise("`seccomp default`")
          .merge(Merge.LATER_WINS)
          .field("linux.seccomp")
          .example(
              "container web < root ./rootfs; seccomp < default allow; deny mount, umount2 > run"
                  + " /bin/date >")
          .since(1)),
  SECCOMP_DEFAULT(
      Entry.in(Context.CONTAINER, "seccomp", "default")
          .doc("Filters system calls as the engines do: what ordinary programs need may pass.")
          .otherwise("this holds anyway")
          .merge(Merge.LATER_WINS)
          .field("linux.seccomp")
          .example("container web < root ./rootfs; seccomp default; run /bin/date >")
          .since(1)),
  SECCOMP_FILE(
      Entry.in(Context.CONTAINER, "seccomp", "file")
          .takes(Parameter.one("PATH", ValueType.PATH))
          .doc(
              "Filters system calls as a JSON file says: `linux.seccomp` of a config.json, or a"
                  + " profile of Docker's or Podman's.")
          .otherwise("`seccomp default`")
          .merge(Merge.LATER_WINS)
          .field("linux.seccomp")
          .example("container web < root ./rootfs; seccomp file ./seccomp.json; run /bin/date >")
          .since(1)),
  SECCOMP_UNCONFINED(
      Entry.in(Context.CONTAINER, "seccomp", "unconfined")
          .doc("Filters no system calls.")
          .otherwise("`seccomp default`")
          .merge(Merge.LATER_WINS)
          .field("linux.seccomp")
          .example("container web < root ./rootfs; seccomp unconfined; run /bin/date >")
          .since(1)),
  LANDLOCK(
      Entry.in(Context.CONTAINER, "landlock")
          .opens(BlockRule.REQUIRED, Context.LANDLOCK)
          .doc(
              "Lets the command and its children reach only files beneath the paths of its block,"
                  + " and change no mounts; see landlock(7).")
          .otherwise("all that permissions and mounts allow")
          .merge(Merge.APPENDED)
          .field("annotations.org.cdlc.landlock")
          .example(
              "container web < root ./rootfs; landlock < read /etc; write /tmp; exec /usr > run"
                  + " /usr/bin/date >")
          .skippable()
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  PrivilegeKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
