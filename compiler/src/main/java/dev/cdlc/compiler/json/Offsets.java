package dev.cdlc.compiler.json;

/** From UTF-16 units, which Jackson counts, to code points, which spans count. */
final class Offsets {
  /** By unit; one more than there are units. */
  private final int[] codePoints;

  Offsets(String text) {
    codePoints = new int[text.length() + 1];
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      codePoints[i] = count;
      boolean first =
          Character.isHighSurrogate(text.charAt(i))
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      count += first ? 0 : 1;
    }
    codePoints[text.length()] = count;
  }

  /** The code point that a unit belongs to; the end of the text for what lies behind it. */
  int codePoint(long unit) {
    return codePoints[(int) Math.clamp(unit, 0, codePoints.length - 1L)];
  }
}
