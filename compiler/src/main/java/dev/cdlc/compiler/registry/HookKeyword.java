package dev.cdlc.compiler.registry;

/** The statements of a {@code hook} block. */
public enum HookKeyword implements Keyword {
  TIMEOUT(
      Entry.in(Context.HOOK, "timeout")
          .takes(Parameter.one("TIME", ValueType.TIME))
          .doc("Ends the hook, and the container with it, when it takes longer; whole seconds.")
          .otherwise("no limit")
          .merge(Merge.LATER_WINS)
          .field("hooks.*[].timeout")
          .example(
              "container web < root ./rootfs; hook poststop /usr/bin/logger < timeout"
                  + " 5s > run /bin/date >")
          .since(1)),
  ENV(
      Entry.in(Context.HOOK, "env")
          .takes(Parameter.entries("NAME=VALUE", ValueType.VARIABLE))
          .doc("Sets environment variables of the hook; it has no others.")
          .otherwise("none")
          .merge(Merge.BY_KEY)
          .field("hooks.*[].env")
          .example(
              "container web < root ./rootfs; hook poststop /usr/bin/logger < env"
                  + " LEVEL=info > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  HookKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
