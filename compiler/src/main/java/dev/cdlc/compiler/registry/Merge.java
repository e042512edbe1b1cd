package dev.cdlc.compiler.registry;

/** What happens when layers (defaults, profiles, body, variant) say the same statement. */
public enum Merge {
  /** A name, not a value: nothing to merge. */
  NONE("stands once"),
  LATER_WINS("the later layer wins; twice in one block is an error"),
  BY_KEY("entries replace those of the same key; the same key twice in one block is an error"),
  APPENDED("lists are appended");

  private final String rule;

  Merge(String rule) {
    this.rule = rule;
  }

  public String rule() {
    return rule;
  }
}
