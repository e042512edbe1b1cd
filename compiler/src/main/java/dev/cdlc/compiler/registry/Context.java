package dev.cdlc.compiler.registry;

/** Where a statement may stand: at the top of a file, or in the block of another statement. */
public enum Context {
  FILE("the top of a file"),
  CONTAINER("a `container` block"),
  USER("a `user` block"),
  CPU("a `cpu` block"),
  MEMORY("a `memory` block");

  private final String label;

  Context(String label) {
    this.label = label;
  }

  /** As messages name it, as in "`limit` stands in a `cpu` block". */
  public String label() {
    return label;
  }
}
