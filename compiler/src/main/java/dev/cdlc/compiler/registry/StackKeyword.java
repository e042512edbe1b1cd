package dev.cdlc.compiler.registry;

/** The statements of a {@code stack} block. */
public enum StackKeyword implements Keyword {
  NETWORK(
      Entry.in(Context.STACK, "network")
          .takes(Parameter.one("NAME", ValueType.NETWORK))
          .opens(BlockRule.OPTIONAL, Context.NETWORK)
          .doc("Declares a network that containers of the stack can `join`.")
          .otherwise("none")
          .merge(Merge.NONE)
          .field("none")
          .example(
              "stack shop < network backend < subnet 10.88.7.0/24 >"
                  + " container web < root ./rootfs; join backend; run /bin/date > >")
          .since(1)),
  CONTAINER(
      Entry.in(Context.STACK, "container")
          .takes(
              Parameter.one("NAME", ValueType.NAME),
              Parameter.itemsBehind("use", "PROFILE", ValueType.PROFILE))
          .opens(BlockRule.REQUIRED, Context.CONTAINER)
          .doc("Declares a container of the stack.")
          .otherwise("none")
          .merge(Merge.NONE)
          .field("one config.json for each container")
          .example("stack shop < container web < root ./rootfs; run /usr/sbin/nginx > >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  StackKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
