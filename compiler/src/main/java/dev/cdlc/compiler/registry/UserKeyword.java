package dev.cdlc.compiler.registry;

/** The statements of a {@code user} block. */
public enum UserKeyword implements Keyword {
  GROUPS(
      Entry.in(Context.USER, "groups")
          .takes(Parameter.items("GROUP", ValueType.GROUP))
          .doc("Lists the supplementary groups of the command.")
          .otherwise("none")
          .merge(Merge.APPENDED)
          .field("process.user.additionalGids")
          .example("container web < root ./rootfs; user 101:101 < groups 5, 6 > run /bin/id >")
          .since(1)),
  UMASK(
      Entry.in(Context.USER, "umask")
          .takes(Parameter.one("MODE", ValueType.MODE))
          .doc("Sets the file mode creation mask of the command, as in umask(2).")
          .otherwise("0022")
          .merge(Merge.LATER_WINS)
          .field("process.user.umask")
          .example("container web < root ./rootfs; user 101:101 < umask 0027 > run /bin/id >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  UserKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
