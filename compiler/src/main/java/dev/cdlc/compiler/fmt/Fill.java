package dev.cdlc.compiler.fmt;

import dev.cdlc.compiler.fmt.Element.Part;
import dev.cdlc.compiler.fmt.Element.Part.Remark;
import dev.cdlc.compiler.fmt.Element.Part.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Distributes the words of one statement over lines, as few as will do. A line is broken after each
 * comment; and where it would be too long, after a comma, or, if the statement has none, before a
 * word that no statement can have for a name: a name at the beginning of a line begins a statement.
 */
final class Fill {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final String CONTINUATION = "    ";

  private final List<Part> parts;
  private final int width;
  private final int endWidth;
  private final boolean list;
  private final List<String> lines = new ArrayList<>();
  private StringBuilder line = new StringBuilder();

  private Fill(List<Part> parts, int width, int endWidth) {
    this.parts = parts;
    this.width = width;
    this.endWidth = endWidth;
    this.list = parts.stream().anyMatch(Fill::endsItem);
  }

  /**
   * The lines of a statement up to its end, without the indentation that they share.
   *
   * @param width that the lines should not exceed, in characters
   * @param endWidth of what will stand behind the last word
   */
  static List<String> lines(List<Part> parts, int width, int endWidth) {
    var fill = new Fill(parts, width, endWidth);
    for (int i = 0; i < parts.size(); i++) {
      fill.take(i);
    }
    fill.endLine();
    return fill.lines;
  }

  private void take(int index) {
    switch (parts.get(index)) {
      case Text(String text) -> {
        if (!line.isEmpty() && mayBreakBefore(index) && needsNextLine(index)) {
          endLine();
        }
        append(text);
      }
      case Remark(String text, boolean trailing) -> {
        if (!trailing) {
          endLine();
        }
        append(text);
        endLine();
      }
    }
  }

  private boolean mayBreakBefore(int index) {
    return list ? endsItem(parts.get(index - 1)) : !NAME.matcher(parts.get(index).text()).matches();
  }

  /** Whether a word, and what must stay with it, has room in the next line, but not in this. */
  private boolean needsNextLine(int index) {
    int needed = 0;
    int next = index;
    do {
      needed += 1 + length(parts.get(next).text());
      next++;
    } while (next < parts.size() && parts.get(next) instanceof Text && !mayBreakBefore(next));
    needed += next == parts.size() ? endWidth : 0;
    return length(line) + needed > width && CONTINUATION.length() - 1 + needed <= width;
  }

  static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  private void append(String text) {
    if (line.isEmpty()) {
      line.append(lines.isEmpty() ? "" : CONTINUATION);
    } else {
      line.append(' ');
    }
    line.append(text);
  }

  private void endLine() {
    if (!line.isEmpty()) {
      lines.add(line.toString());
      line = new StringBuilder();
    }
  }

  private static boolean endsItem(Part part) {
    return part instanceof Text text && text.endsItem();
  }
}
