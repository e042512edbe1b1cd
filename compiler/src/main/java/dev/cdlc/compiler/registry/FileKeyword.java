package dev.cdlc.compiler.registry;

/** The statements of a file's top level. */
public enum FileKeyword implements Keyword {
  CDL(
      Entry.in(Context.FILE, "cdl")
          .takes(Parameter.one("VERSION", ValueType.VERSION))
          .doc("Says for which version of the language the file was written; it stands first.")
          .otherwise("the newest version")
          .merge(Merge.NONE)
          .field("none")
          .example("cdl 1; container web < root ./rootfs; run /bin/date >")
          .since(1)),
  CONTAINER(
      Entry.in(Context.FILE, "container")
          .takes(Parameter.one("NAME", ValueType.NAME))
          .opens(BlockRule.REQUIRED, Context.CONTAINER)
          .doc("Declares a container; its block says what the container is.")
          .otherwise("none")
          .merge(Merge.NONE)
          .field("one config.json for each container")
          .example("container web < root ./rootfs; run /usr/sbin/nginx >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  FileKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
