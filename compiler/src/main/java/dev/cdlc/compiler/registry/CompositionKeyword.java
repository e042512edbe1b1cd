package dev.cdlc.compiler.registry;

/** Statements of a container's body that say how its layers come together. */
public enum CompositionKeyword implements BodyKeyword {
  VARIANT(
      Entry.in(Context.CONTAINER, "variant")
          .takes(Parameter.one("NAME", ValueType.NAME))
          .opens(BlockRule.REQUIRED, Context.CONTAINER)
          .doc("Says what `--variant NAME` lays over the container; it may stand in a profile too.")
          .otherwise("none")
          .merge(Merge.NONE)
          .field("that of each statement in it")
          .example("container web < root ./rootfs; run /bin/date; variant prod < memory 1GiB > >")
          .since(1)),
  RESET(
      Entry.in(Context.CONTAINER, "reset")
          .takes(Parameter.items("STATEMENT", ValueType.LIST_STATEMENT))
          .doc("Forgets what profiles, or the body under a variant, said by a list statement.")
          .otherwise("layers add to each other")
          .merge(Merge.NONE)
          .field("none")
          .example(
              "profile tools < env A=1 >"
                  + " container web use tools < reset env; root ./rootfs; run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  CompositionKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
