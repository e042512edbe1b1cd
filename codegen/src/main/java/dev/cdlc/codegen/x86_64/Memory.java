package dev.cdlc.codegen.x86_64;

/**
 * A memory operand: a base register, which must be RAX, RCX, RDX or RBX, plus a displacement. The
 * others need prefixes or a SIB byte.
 */
record Memory(Register base, int displacement) {
  Memory {
    if (base.number() > Register.RBX.number()) {
      throw new IllegalArgumentException("no base register: " + base);
    }
  }
}
