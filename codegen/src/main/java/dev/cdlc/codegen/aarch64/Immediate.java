package dev.cdlc.codegen.aarch64;

/** The numbers that an addition, subtraction or comparison can hold. */
final class Immediate {
  private static final int BITS = 12;
  private static final long MASK = (1 << BITS) - 1;

  private Immediate() {}

  /** Whether it is twelve bits, or twelve bits above twelve that are zero. */
  static boolean fits(long value) {
    return (value & ~MASK) == 0 || (value & ~(MASK << BITS)) == 0;
  }

  /** As it stands in the instruction, with the bit that says whether it is shifted. */
  static int encode(long value) {
    if (!fits(value)) {
      throw new IllegalArgumentException("no immediate: " + value);
    }
    return (value & ~MASK) == 0 ? (int) value << 10 : 1 << 22 | (int) (value >> BITS) << 10;
  }
}
