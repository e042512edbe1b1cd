package dev.cdlc.compiler.diagnostic;

/** A row of a report: what stands before the bar, the bar, and what stands after it. */
record Row(String gutter, String bar, String text) {
  /** Stands for lines that are not shown. */
  static final Row GAP = new Row("", "...", "");

  static Row line(int number, String text) {
    return new Row(Integer.toString(number), "|", text);
  }

  static Row under(String text) {
    return new Row("", "|", text);
  }

  static Row note(String text) {
    return new Row("", "=", text);
  }
}
