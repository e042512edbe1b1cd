package dev.cdlc.codegen.machine;

/** A place in the code that jumps lead to; labels of one name are still different places. */
public final class Label {
  private final String name;

  public Label(String name) {
    this.name = name;
  }

  @Override
  public String toString() {
    return name;
  }
}
