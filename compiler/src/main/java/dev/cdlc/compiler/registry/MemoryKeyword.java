package dev.cdlc.compiler.registry;

/** The statements of a {@code memory} block. */
public enum MemoryKeyword implements Keyword {
  LIMIT(
      Entry.in(Context.MEMORY, "limit")
          .takes(Parameter.one("LIMIT", ValueType.BYTES_OR_UNLIMITED))
          .doc("Limits memory, as `memory LIMIT` does.")
          .otherwise("unlimited")
          .merge(Merge.LATER_WINS)
          .field("linux.resources.memory.limit")
          .example("container web < root ./rootfs; memory < limit 256MiB > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  MemoryKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
