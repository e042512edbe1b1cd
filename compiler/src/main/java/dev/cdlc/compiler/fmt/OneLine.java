package dev.cdlc.compiler.fmt;

import static java.util.stream.Collectors.joining;

import dev.cdlc.compiler.fmt.Element.Body;
import dev.cdlc.compiler.fmt.Element.Part;
import dev.cdlc.compiler.fmt.Element.Phrase;
import java.util.List;
import java.util.Optional;

/** Writes a statement and its block on one line, where the source has the block on one. */
final class OneLine {
  private OneLine() {}

  /** Empty for a statement that has no block, or must not be written so. */
  static Optional<String> of(Phrase phrase) {
    return phrase
        .block()
        .filter(block -> block.onOneLine() && !phrase.hasRemarks() && isSafe(block))
        .map(_ -> text(phrase));
  }

  /**
   * Whether each {@code >} in a block still ends a block with no semicolon before it: behind free
   * text, and followed by a word on its line, it may be taken for a word.
   */
  private static boolean isSafe(Body block) {
    List<Phrase> phrases = phrases(block);
    return phrases.stream().flatMap(phrase -> phrase.block().stream()).allMatch(OneLine::isSafe)
        && phrases.stream()
            .limit(Math.max(0, phrases.size() - 1))
            .noneMatch(phrase -> phrase.block().filter(OneLine::endsInFreeText).isPresent());
  }

  private static boolean endsInFreeText(Body block) {
    return phrases(block).stream()
        .skip(Math.max(0, phrases(block).size() - 1))
        .anyMatch(last -> last.block().map(OneLine::endsInFreeText).orElse(last.freeText()));
  }

  /** All that a block on one line holds: a comment would have ended the line. */
  private static List<Phrase> phrases(Body block) {
    return block.elements().stream()
        .filter(Phrase.class::isInstance)
        .map(Phrase.class::cast)
        .toList();
  }

  private static String text(Phrase phrase) {
    String words = phrase.parts().stream().map(Part::text).collect(joining(" "));
    return phrase.block().map(block -> words + " < " + inside(block) + ">").orElse(words);
  }

  private static String inside(Body block) {
    var text = new StringBuilder();
    String between = "";
    for (Phrase phrase : phrases(block)) {
      text.append(between).append(text(phrase));
      between = phrase.block().isPresent() ? " " : "; ";
    }
    return text.isEmpty() ? "" : text.append(' ').toString();
  }
}
