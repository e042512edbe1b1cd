package dev.cdlc.codegen.x86_64;

/**
 * A memory operand: a base register plus a displacement. RSP and R12 are no base registers here,
 * for they need one more byte.
 */
record Memory(Register base, int displacement) {
  Memory {
    if (base == Register.RSP || base == Register.R12) {
      throw new IllegalArgumentException("no base register: " + base);
    }
  }
}
