package dev.cdlc.codegen.x86_64;

/** A 64-bit general register, with its number in machine code. */
enum Register {
  RAX(0),
  RCX(1),
  RDX(2),
  RBX(3),
  RSP(4),
  RBP(5),
  RSI(6),
  RDI(7),
  R8(8),
  R9(9),
  R10(10),
  R11(11),
  R12(12),
  R13(13),
  R14(14),
  R15(15);

  private final int number;

  Register(int number) {
    this.number = number;
  }

  /** All four bits. */
  int number() {
    return number;
  }

  /** The three bits that stand in ModRM or in the opcode. */
  int low() {
    return number & 7;
  }

  /** The fourth bit, which stands in the REX prefix. */
  int high() {
    return number >> 3;
  }
}
