package dev.cdlc.codegen.x86_64;

/** An instruction of the second group, with its number in ModRM. */
enum Shift {
  SHL(4),
  SHR(5);

  private final int extension;

  Shift(int extension) {
    this.extension = extension;
  }

  int extension() {
    return extension;
  }
}
