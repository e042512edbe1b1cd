package dev.cdlc.compiler.explain;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Lays the text of pages out in lines. */
final class Lines {
  private static final int WIDTH = 80;
  private static final int NAME = 18;
  private static final String INDENT = "  ";

  private Lines() {}

  /** The first line of a page, with an empty one below. */
  static String title(String name, String what) {
    return name + ": " + what + "\n\n";
  }

  /** A sentence or more, indented. */
  static String paragraph(String text) {
    return fill(INDENT, INDENT, List.of(text.split(" ", -1)));
  }

  /** A clause, made a sentence. */
  static String sentence(String clause) {
    String end = clause.endsWith(".") ? "" : ".";
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + end;
  }

  /** A name, and what there is to say of it. */
  static String field(String name, String text) {
    return fill(
        INDENT + ("%-" + (NAME - 2 * INDENT.length()) + "s").formatted(name) + INDENT,
        " ".repeat(NAME),
        List.of(text.split(" ", -1)));
  }

  /** Words with commas between them. */
  static String list(String indent, List<String> words) {
    return fill(indent, indent, List.of(String.join(", ", words).split(" ", -1)));
  }

  private static String fill(String first, String indent, List<String> words) {
    var text = new StringBuilder();
    var line = new StringBuilder(first);
    Iterator<String> rest = words.iterator();
    line.append(rest.next());
    while (rest.hasNext()) {
      String word = rest.next();
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append(indent).append(word);
      } else {
        line.append(' ').append(word);
      }
    }
    return text.append(line.toString().stripTrailing()).append('\n').toString();
  }
}
