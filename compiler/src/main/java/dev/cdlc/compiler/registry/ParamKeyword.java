package dev.cdlc.compiler.registry;

/** The statements of a {@code param} block. */
public enum ParamKeyword implements Keyword {
  DOC(
      Entry.in(Context.PARAM, "doc")
          .takes(Parameter.one("TEXT", ValueType.DESCRIPTION))
          .doc("Says what the value is for.")
          .otherwise("the `##` comment before the param")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example(example("param n int default 1 < doc \"how many\" >"))
          .since(1)),
  FROM_ENV(
      Entry.in(Context.PARAM, "from-env")
          .takes(Parameter.one("VARIABLE", ValueType.VARIABLE_NAME))
          .doc("Takes the value from cdlc's own environment, where `--set` gives none.")
          .otherwise("the environment is not asked")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example(example("param n int default 1 < from-env COUNT >"))
          .since(1)),
  MIN(
      Entry.in(Context.PARAM, "min")
          .takes(Parameter.one("VALUE", ValueType.VALUE))
          .doc("The least value that is taken.")
          .otherwise("that of the type")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example(example("param n int default 1 < min 1 >"))
          .since(1)),
  MAX(
      Entry.in(Context.PARAM, "max")
          .takes(Parameter.one("VALUE", ValueType.VALUE))
          .doc("The largest value that is taken.")
          .otherwise("that of the type")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example(example("param n int default 1 < max 64 >"))
          .since(1)),
  ONE_OF(
      Entry.in(Context.PARAM, "one-of")
          .takes(Parameter.items("VALUE", ValueType.VALUE))
          .doc("The only values that are taken.")
          .otherwise("any value of the type")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example(example("param n int default 1 < one-of 1, 2, 4 >"))
          .since(1)),
  SECRET(
      Entry.in(Context.PARAM, "secret")
          .doc("No message shows the value, and it may stand only where a secret is meant to be.")
          .otherwise("not a secret")
          .merge(Merge.NONE)
          .field("none")
          .example(example("param token string < secret; from-env TOKEN >"))
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  ParamKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }

  private static String example(String param) {
    return param + " container web < root ./rootfs; run /bin/date >";
  }
}
