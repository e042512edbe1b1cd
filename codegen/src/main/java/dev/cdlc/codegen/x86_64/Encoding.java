package dev.cdlc.codegen.x86_64;

/** The ranges in which machine code has shorter forms. */
final class Encoding {
  private Encoding() {}

  /** Whether a sign-extended byte holds the value. */
  static boolean isByte(long value) {
    return value == (byte) value;
  }

  /** Whether a sign-extended 32-bit word holds the value. */
  static boolean isWord(long value) {
    return value == (int) value;
  }

  /** Whether a zero-extended 32-bit word holds the value. */
  static boolean isUnsignedWord(long value) {
    return value >>> Integer.SIZE == 0;
  }
}
