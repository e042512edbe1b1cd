package dev.cdlc.codegen.x86_64;

/** An instruction of the first group: {@code op memory, register} and {@code op memory, number}. */
enum Arithmetic {
  ADD(0),
  OR(1),
  AND(4),
  SUB(5),
  CMP(7);

  private final int number;

  Arithmetic(int number) {
    this.number = number;
  }

  /** Of the form that takes a register. */
  int opcode() {
    return number << 3 | 1;
  }

  /** What stands in ModRM beside the opcode of the form that takes a number. */
  int extension() {
    return number;
  }
}
