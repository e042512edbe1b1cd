package dev.cdlc.compiler.registry;

/** The statements of a {@code variant} block at the top of a file. */
public enum VariantKeyword implements Keyword {
  CONTAINER(
      Entry.in(Context.VARIANT, "container")
          .takes(Parameter.one("NAME", ValueType.NAME))
          .opens(BlockRule.REQUIRED, Context.CONTAINER)
          .doc("Says what the variant lays over the container of that name.")
          .otherwise("the container stays as it is")
          .merge(Merge.NONE)
          .field("that of each statement in it")
          .example(
              "container web < root ./rootfs; run /bin/date >"
                  + " variant prod < container web < memory 1GiB > >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  VariantKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
