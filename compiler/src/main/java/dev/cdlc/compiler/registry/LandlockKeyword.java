package dev.cdlc.compiler.registry;

/** The statements of a {@code landlock} block. */
public enum LandlockKeyword implements Keyword {
  READ(
      Entry.in(Context.LANDLOCK, "read")
          .takes(Parameter.items("PATH", ValueType.ABSOLUTE_PATH))
          .doc("Lets files be read, and folders be listed, beneath the paths.")
          .otherwise("only what `write` and `exec` list")
          .merge(Merge.APPENDED)
          .field("annotations.org.cdlc.landlock")
          .example(
              "container web < root ./rootfs; landlock < read /etc, /srv; exec /usr > run"
                  + " /usr/bin/date >")
          .since(1)),
  WRITE(
      Entry.in(Context.LANDLOCK, "write")
          .takes(Parameter.items("PATH", ValueType.ABSOLUTE_PATH))
          .doc(
              "Lets files be read, written, made, renamed and removed, and devices be controlled,"
                  + " beneath the paths.")
          .otherwise("nothing may be written")
          .merge(Merge.APPENDED)
          .field("annotations.org.cdlc.landlock")
          .example(
              "container web < root ./rootfs; landlock < write /tmp, /dev/null; exec /usr > run"
                  + " /usr/bin/date >")
          .since(1)),
  EXEC(
      Entry.in(Context.LANDLOCK, "exec")
          .takes(Parameter.items("PATH", ValueType.ABSOLUTE_PATH))
          .doc(
              "Lets files be executed and read beneath the paths: the command, its interpreter or"
                  + " dynamic loader, and all that they execute.")
          .otherwise("an error: the command could not start")
          .merge(Merge.APPENDED)
          .field("annotations.org.cdlc.landlock")
          .example(
              "container web < root ./rootfs; landlock < exec /usr/bin, /usr/lib > run"
                  + " /usr/bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  LandlockKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
