package dev.cdlc.compiler.registry;

/** The words that may stand before the statements of a container. */
public enum PrefixKeyword implements Keyword {
  TRY(
      Entry.in(Context.CONTAINER, "try")
          .takes(Parameter.one("STATEMENT", ValueType.STATEMENT))
          .doc(
              "Lets a limit or a hardening be left out, with one note, where the host cannot give"
                  + " it.")
          .otherwise("what the host cannot give is an error")
          .merge(Merge.NONE)
          .field("none")
          .example("container web < root ./rootfs; try memory 1GiB; run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  PrefixKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
