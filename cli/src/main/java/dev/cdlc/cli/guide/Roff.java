package dev.cdlc.cli.guide;

/** Text for troff, in the macros of man(7). */
final class Roff {
  private static final int WIDTH = 78;

  private final StringBuilder out = new StringBuilder();

  /** A macro and its arguments, which are given as troff has them. */
  Roff macro(String line) {
    out.append('.').append(line).append('\n');
    return this;
  }

  /** A heading of a section. */
  Roff section(String title) {
    return macro("SH " + title);
  }

  /** Text, filled into the paragraph. */
  Roff text(String text) {
    return filled(escaped(text));
  }

  /** The same, where the text is troff's already; its source has short lines, too. */
  Roff filled(String text) {
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        verbatim(shielded(line.toString()));
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    return verbatim(shielded(line.toString()));
  }

  /** A line that is troff's already. */
  Roff verbatim(String line) {
    out.append(line).append('\n');
    return this;
  }

  /** Lines as they are, in the font of programs. */
  Roff example(Iterable<String> lines) {
    macro("EX");
    lines.forEach(line -> verbatim(shielded(escaped(line))));
    return macro("EE");
  }

  static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  static String italic(String text) {
    return "\\fI" + escaped(text) + "\\fR";
  }

  /** A character that a terminal would show as another, or that troff would act upon, as itself. */
  static String escaped(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("`", "\\(ga")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti");
  }

  /** A line that is no macro, even if it begins as one. */
  private static String shielded(String line) {
    return line.startsWith(".") ? "\\&" + line : line;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
