package dev.cdlc.compiler.registry;

/** The statements of a {@code policy} block. */
public enum PolicyKeyword implements Keyword {
  WHEN(
      condition("when")
          .doc("Says which containers the policy concerns: those of which every `when` holds.")
          .otherwise("all containers")
          .merge(Merge.APPENDED)
          .field("none")
          .example(
              "policy small < when name is web-*, api-*; require memory below 1GiB;"
                  + " message \"keep it small\" >")
          .since(1)),
  DENY(
      condition("deny")
          .doc("Says what may not hold of a container.")
          .otherwise("nothing is denied")
          .merge(Merge.APPENDED)
          .field("none")
          .example("policy no-host-net < deny ns lacks net; message \"no host network\" >")
          .since(1)),
  REQUIRE(
      condition("require")
          .doc("Says what has to hold of a container.")
          .otherwise("nothing is required")
          .merge(Merge.APPENDED)
          .field("none")
          .example("policy owned < require annotation has com.example.team >")
          .since(1)),
  MESSAGE(
      Entry.in(Context.POLICY, "message")
          .takes(Parameter.one("TEXT", ValueType.DESCRIPTION))
          .doc("Says what is told of a container that breaks the policy.")
          .otherwise("the demand that is not met")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example("policy owned < require annotation has team; message \"nobody owns it\" >")
          .since(1)),
  HELP(
      Entry.in(Context.POLICY, "help")
          .takes(Parameter.one("TEXT", ValueType.DESCRIPTION))
          .doc("Says what to do about it.")
          .otherwise("the demand that is not met")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example("policy owned < require annotation has team; help \"see the handbook\" >")
          .since(1)),
  SEVERITY(
      Entry.in(Context.POLICY, "severity")
          .takes(Parameter.one("SEVERITY", ValueType.LINT_SEVERITY))
          .doc("Says how grave it is to break the policy.")
          .otherwise("error")
          .merge(Merge.LATER_WINS)
          .field("none")
          .example("policy owned < require annotation has team; severity warning >")
          .since(1)),
  EXCEPT(
      Entry.in(Context.POLICY, "except")
          .takes(Parameter.items("GLOB", ValueType.GLOB))
          .doc("Names files that the policy does not concern.")
          .otherwise("it concerns all files of the project")
          .merge(Merge.APPENDED)
          .field("none")
          .example("policy owned < require annotation has team; except legacy/** >")
          .since(1));

  private static Entry.Builder condition(String name) {
    return Entry.in(Context.POLICY, name)
        .takes(
            Parameter.one("FACT", ValueType.POLICY_FACT),
            Parameter.one("OPERATOR", ValueType.POLICY_OPERATOR),
            Parameter.items("VALUE", ValueType.POLICY_VALUE));
  }

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  PolicyKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
