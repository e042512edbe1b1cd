package dev.cdlc.compiler.syntax;

/** Characters that look like a space, and are none to CDL. */
final class Blanks {
  private static final int NEXT_LINE = 0x85;
  private static final int ZERO_WIDTH_SPACE = 0x200B;

  private Blanks() {}

  /** The same characters that the grammar keeps out of bare words. */
  static boolean looksLikeSpace(int c) {
    return c > ' ' && (Character.isSpaceChar(c) || c == NEXT_LINE || c == ZERO_WIDTH_SPACE);
  }
}
