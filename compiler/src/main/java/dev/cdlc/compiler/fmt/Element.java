package dev.cdlc.compiler.fmt;

import java.util.List;
import java.util.Optional;

/** What a file or a block holds, in order: statements and comments, rid of their blanks. */
sealed interface Element {
  /** Whether the source has a blank line before it. */
  boolean afterBlankLine();

  /**
   * A comment between statements.
   *
   * @param text with its marks
   * @param trailing whether it ends the line of what stands before it, and has no line of its own
   */
  record Comment(String text, boolean trailing, boolean afterBlankLine) implements Element {
    Comment withText(String changed) {
      return new Comment(changed, trailing, afterBlankLine);
    }
  }

  /**
   * A statement: its words, and its block where it has one.
   *
   * @param freeText whether its words may be any text, so that a {@code >} behind them may be one
   */
  record Phrase(List<Part> parts, Optional<Body> block, boolean freeText, boolean afterBlankLine)
      implements Element {
    public Phrase {
      parts = List.copyOf(parts);
    }

    /** Whether comments stand among its words. */
    boolean hasRemarks() {
      return parts.stream().anyMatch(Part.Remark.class::isInstance);
    }
  }

  /** What a statement has before its end or its block. */
  sealed interface Part {
    /** As it is written. */
    String text();

    /** A word, and the comma that follows it, if one does. */
    record Text(String text) implements Part {
      boolean endsItem() {
        return text.endsWith(",");
      }
    }

    /** A comment among the words: the statement goes on in the next line. */
    record Remark(String text, boolean trailing) implements Part {}
  }

  /**
   * A file, or the inside of a block.
   *
   * @param onOneLine whether the source has it on one line, from its {@code <} to its {@code >}
   */
  record Body(List<Element> elements, boolean onOneLine) {
    public Body {
      elements = List.copyOf(elements);
    }

    boolean isEmpty() {
      return elements.isEmpty();
    }
  }
}
