package dev.cdlc.codegen.aarch64;

/** An operation on two registers, {@code op target, left, right}. */
enum Arithmetic {
  ADD(0x8b00_0000),
  SUB(0xcb00_0000),
  AND(0x8a00_0000),
  ORR(0xaa00_0000),
  LSL(0x9ac0_2000),
  LSR(0x9ac0_2400),
  MUL(0x9b00_7c00),
  UDIV(0x9ac0_0800);

  private final int code;

  Arithmetic(int code) {
    this.code = code;
  }

  /** The instruction without its registers. */
  int code() {
    return code;
  }
}
