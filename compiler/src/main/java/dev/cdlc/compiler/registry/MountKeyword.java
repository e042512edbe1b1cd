package dev.cdlc.compiler.registry;

/** The statements in the block of a mount. */
public enum MountKeyword implements Keyword {
  OPTIONS(
      Entry.in(Context.MOUNT, "options")
          .takes(Parameter.entries("OPTION", ValueType.MOUNT_OPTION))
          .doc("Adds options to those that stand behind the mount's target.")
          .otherwise("none")
          .merge(Merge.APPENDED)
          .field("mounts[].options")
          .example(
              "container web < root ./rootfs; bind ./site /srv < options ro, nosuid > run"
                  + " /bin/date >")
          .since(1)),
  IDMAP(
      Entry.in(Context.MOUNT, "idmap")
          .opens(BlockRule.REQUIRED, Context.ID_MAP)
          .doc("Shows the files with other owners than they have on the host.")
          .otherwise("the owners that they have")
          .merge(Merge.LATER_WINS)
          .field("mounts[].uidMappings, mounts[].gidMappings")
          .example(
              "container web < root ./rootfs; bind ./site /srv < idmap < uid 0 100000 65536; gid 0"
                  + " 100000 65536 > > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  MountKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
