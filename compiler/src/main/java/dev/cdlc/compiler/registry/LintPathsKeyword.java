package dev.cdlc.compiler.registry;

/** The statements of a {@code paths} block of {@code lint}. */
public enum LintPathsKeyword implements Keyword {
  LEVEL(
      Entry.in(Context.LINT_PATHS, "level")
          .takes(Parameter.one("LEVEL", ValueType.LINT_LEVEL))
          .doc("Says how much is asked of the containers of these files.")
          .otherwise("the level of `lint`")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example("lint < paths legacy/** < level privileged > >")
          .since(1)),
  RULE(
      Entry.in(Context.LINT_PATHS, "rule")
          .takes(
              Parameter.one("CODE", ValueType.LINT_RULE),
              Parameter.one("STRICTNESS", ValueType.LINT_STRICTNESS))
          .doc("Says how strictly a rule is followed in these files.")
          .otherwise("as `lint` says")
          .merge(Merge.BY_KEY)
          .field("none")
          .example("lint < paths legacy/** < rule CDL3001 off > >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  LintPathsKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
