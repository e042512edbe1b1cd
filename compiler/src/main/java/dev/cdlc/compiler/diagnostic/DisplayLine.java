package dev.cdlc.compiler.diagnostic;

import java.util.Arrays;

/**
 * A line of source as a terminal shows it, and the cell of each of its characters: tabs are
 * expanded, wide characters fill two cells, invisible ones are spelled out.
 */
final class DisplayLine {
  /** A text of at most as many UTF-16 units is shown whole; of others, the two ends. */
  private static final int WHOLE = 1200;

  private static final int START = 400;
  private static final int END = 100;

  private static final int TAB_CELLS = 4;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int CONTROL_PICTURES = 0x2400;
  private static final int DELETE = 0x7F;
  private static final int DELETE_PICTURE = 0x2421;

  /** First and last of the ranges that EastAsianWidth.txt calls W or F, emoji left out. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF}, {0xFE10, 0xFE19}, {0xFE30, 0xFE6F}, {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6},
    {0x1F200, 0x1F2FF}, {0x20000, 0x3FFFD},
  };

  private final StringBuilder shown = new StringBuilder();
  private final int[] cells;

  DisplayLine(String line) {
    int[] codePoints = line.codePoints().toArray();
    cells = new int[codePoints.length + 1];
    for (int i = 0; i < codePoints.length; i++) {
      cells[i + 1] = cells[i] + show(codePoints[i], cells[i]);
    }
  }

  /** A text of one line as a terminal may safely show it. */
  static String shown(String text) {
    return new DisplayLine(text).text();
  }

  /** The same without the middle of a text that is longer than anyone reads. */
  static String excerpt(String text) {
    if (text.length() <= WHOLE) {
      return shown(text);
    }
    String start = text.substring(0, text.offsetByCodePoints(0, START));
    String end = text.substring(text.offsetByCodePoints(text.length(), -END));
    return shown(start) + "…" + shown(end);
  }

  String text() {
    return shown.toString();
  }

  /** The cell, from 0, where a character begins; past the end, as if blanks followed. */
  int cell(int character) {
    int last = cells.length - 1;
    return character <= last ? cells[character] : cells[last] + character - last;
  }

  /** Appends a character, and says how many cells it fills. */
  private int show(int c, int cell) {
    if (c == '\t') {
      int blanks = TAB_CELLS - cell % TAB_CELLS;
      shown.repeat(' ', blanks);
      return blanks;
    }
    if (Character.isISOControl(c) && c <= DELETE) {
      shown.appendCodePoint(c == DELETE ? DELETE_PICTURE : CONTROL_PICTURES + c);
      return 1;
    }
    if (isInvisible(c)) {
      String spelled = "<U+%04X>".formatted(c);
      shown.append(spelled);
      return spelled.length();
    }
    shown.appendCodePoint(c);
    return width(c);
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      case Character.FORMAT -> c != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }

  private static int width(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  private static boolean isWide(int c) {
    return Character.isEmojiPresentation(c)
        || Arrays.stream(WIDE).anyMatch(range -> range[0] <= c && c <= range[1]);
  }
}
