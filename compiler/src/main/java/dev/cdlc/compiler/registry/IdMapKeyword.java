package dev.cdlc.compiler.registry;

/** The statements of an {@code idmap} block. */
public enum IdMapKeyword implements Keyword {
  UID(
      Entry.in(Context.ID_MAP, "uid")
          .takes(
              Parameter.one("FROM", ValueType.ID),
              Parameter.one("TO", ValueType.ID),
              Parameter.one("COUNT", ValueType.ID_COUNT))
          .doc("Shows files of COUNT users, from FROM on, as those of the users from TO on.")
          .otherwise("none; each `idmap` needs one")
          .merge(Merge.APPENDED)
          .field("mounts[].uidMappings[]")
          .example(
              "container web < root ./rootfs; bind ./site /srv < idmap < uid 0 100000 65536; gid 0"
                  + " 100000 65536 > > run /bin/date >")
          .since(1)),
  GID(
      Entry.in(Context.ID_MAP, "gid")
          .takes(
              Parameter.one("FROM", ValueType.ID),
              Parameter.one("TO", ValueType.ID),
              Parameter.one("COUNT", ValueType.ID_COUNT))
          .doc("Shows files of COUNT groups, from FROM on, as those of the groups from TO on.")
          .otherwise("none; each `idmap` needs one")
          .merge(Merge.APPENDED)
          .field("mounts[].gidMappings[]")
          .example(
              "container web < root ./rootfs; bind ./site /srv < idmap < uid 0 100000 65536; gid 0"
                  + " 100000 65536 > > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  IdMapKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
