package dev.cdlc.codegen.x86_64;

/** A place in the code that jumps lead to; labels of one name are still different places. */
final class Label {
  private final String name;

  Label(String name) {
    this.name = name;
  }

  @Override
  public String toString() {
    return name;
  }
}
