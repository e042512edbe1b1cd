package dev.cdlc.compiler.registry;

/** The statements of a {@code lint} block. */
public enum LintKeyword implements Keyword {
  LEVEL(
      Entry.in(Context.LINT, "level")
          .takes(Parameter.one("LEVEL", ValueType.LINT_LEVEL))
          .doc("Says how much is asked of containers.")
          .otherwise("baseline")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example("lint < level restricted >")
          .since(1)),
  ASSUME(
      Entry.in(Context.LINT, "assume")
          .takes(Parameter.items("FACT", ValueType.LINT_FACT))
          .doc("Says what is known of where containers run, as `--assume` does.")
          .otherwise("nothing is known")
          .merge(Merge.APPENDED)
          .field("none")
          .example("lint < assume cgroup=v2, kernel=6.1 >")
          .since(1)),
  RULE(
      Entry.in(Context.LINT, "rule")
          .takes(
              Parameter.one("CODE", ValueType.LINT_RULE),
              Parameter.one("STRICTNESS", ValueType.LINT_STRICTNESS))
          .doc("Says how grave it is what a rule finds, or that the rule is not followed.")
          .otherwise("as the rule's page says")
          .merge(Merge.BY_KEY)
          .field("none")
          .example("lint < rule CDL2009 off; rule CDL3002 error >")
          .since(1)),
  FAIL_ON(
      Entry.in(Context.LINT, "fail-on")
          .takes(Parameter.one("SEVERITY", ValueType.LINT_SEVERITY))
          .doc("Says from which severity on a finding makes `cdlc validate` exit with 1.")
          .otherwise("error")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example("lint < fail-on warning >")
          .since(1)),
  ALLOW_INLINE_IGNORE(
      Entry.in(Context.LINT, "allow-inline-ignore")
          .takes(Parameter.one("TOGGLE", ValueType.TOGGLE))
          .doc("Says whether comments, `# cdlc:ignore`, may say that a finding is meant.")
          .otherwise("on")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example("lint < allow-inline-ignore off >")
          .since(1)),
  BASELINE(
      Entry.in(Context.LINT, "baseline")
          .takes(Parameter.one("FILE", ValueType.PATH))
          .doc("Names the file of findings that are known and not told again.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example("lint < baseline ./cdlc-baseline.json >")
          .since(1)),
  TARGET(
      Entry.in(Context.LINT, "target")
          .takes(Parameter.items("PATH", ValueType.PATH))
          .doc("Names files and folders that `cdlc validate` checks where it is given none.")
          .otherwise("the current folder")
          .merge(Merge.APPENDED)
          .field("none")
          .example("lint < target ./containers, ./tools/dev.cdl >")
          .since(1)),
  PATHS(
      Entry.in(Context.LINT, "paths")
          .takes(Parameter.items("GLOB", ValueType.GLOB))
          .opens(BlockRule.REQUIRED, Context.LINT_PATHS)
          .doc("Says what holds for some of the files besides; later ones win over earlier.")
          .otherwise("the same holds for all files")
          .merge(Merge.APPENDED)
          .field("none")
          .example("lint < paths legacy/** < level privileged; rule CDL3001 off > >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  LintKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
