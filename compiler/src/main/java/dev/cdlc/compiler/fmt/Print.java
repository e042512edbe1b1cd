package dev.cdlc.compiler.fmt;

import dev.cdlc.compiler.fmt.Element.Body;
import dev.cdlc.compiler.fmt.Element.Comment;
import dev.cdlc.compiler.fmt.Element.Phrase;
import java.util.List;
import java.util.Optional;

/** Writes elements in lines. */
final class Print {
  /** The longest that lines should be, in characters, comments at their end not counted. */
  private static final int WIDTH = 100;

  private static final int STEP = 2;

  private final StringBuilder out = new StringBuilder();

  private Print() {}

  /** A text that ends in a line end, unless it is empty. */
  static String text(Body file) {
    var print = new Print();
    print.elements(file, 0);
    if (!print.out.isEmpty()) {
      print.out.append('\n');
    }
    return print.out.toString();
  }

  /** A blank line stays between elements, but not before the first. */
  private void elements(Body body, int indent) {
    boolean first = true;
    for (Element element : body.elements()) {
      boolean blank = element.afterBlankLine() && !first;
      switch (element) {
        case Comment(String text, boolean trailing, _) when trailing -> trail(text);
        case Comment(String text, _, _) -> {
          line(blank, indent, text);
          first = false;
        }
        case Phrase phrase -> {
          phrase(phrase, blank, indent);
          first = false;
        }
      }
    }
  }

  private void trail(String comment) {
    out.append(out.isEmpty() ? "" : " ").append(comment);
  }

  private void phrase(Phrase phrase, boolean blank, int indent) {
    Optional<String> whole = OneLine.of(phrase).filter(text -> indent + Fill.length(text) <= WIDTH);
    if (whole.isPresent()) {
      line(blank, indent, whole.get());
    } else {
      inLines(phrase, blank, indent);
    }
  }

  private void inLines(Phrase phrase, boolean blank, int indent) {
    String end = phrase.block().map(block -> block.isEmpty() ? " < >" : " <").orElse(";");
    List<String> lines = Fill.lines(phrase.parts(), WIDTH - indent, end.length());
    line(blank, indent, lines.getFirst());
    lines.stream().skip(1).forEach(text -> line(false, indent, text));
    boolean alone = phrase.block().isPresent() && (lines.size() > 1 || phrase.hasRemarks());
    if (alone) {
      line(false, indent, end.strip());
    } else {
      out.append(end);
    }
    phrase.block().filter(block -> !block.isEmpty()).ifPresent(block -> block(block, indent));
  }

  private void block(Body block, int indent) {
    elements(block, indent + STEP);
    line(false, indent, ">");
  }

  private void line(boolean blank, int indent, String text) {
    if (!out.isEmpty()) {
      out.append(blank ? "\n\n" : "\n");
    }
    out.repeat(' ', indent).append(text);
  }
}
