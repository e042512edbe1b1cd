package dev.cdlc.compiler.registry;

/** The statements of the block of a rule in {@code seccomp}. */
public enum FilterTestKeyword implements Keyword {
  ARG(
      Entry.in(Context.FILTER_TESTS, "arg")
          .takes(
              Parameter.one("INDEX", ValueType.ARGUMENT_INDEX),
              Parameter.one("COMPARISON", ValueType.COMPARISON),
              Parameter.one("VALUE", ValueType.WORD64),
              Parameter.optional("MASKED", ValueType.WORD64))
          .doc(
              "Compares an argument, as an unsigned number of 64 bits; `masked-eq` takes a mask, and"
                  + " what the argument's bits in it must be.")
          .otherwise("the rule holds for all arguments")
          .merge(Merge.NONE)
          .field("linux.seccomp.syscalls[].args[]")
          .example(
              "container web < root ./rootfs; seccomp < default allow; deny socket < arg 0 eq 40 > >"
                  + " run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  FilterTestKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
