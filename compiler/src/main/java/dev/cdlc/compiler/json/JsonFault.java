package dev.cdlc.compiler.json;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;

/** Says in plain words where a text stops being JSON. */
record JsonFault(Source source, Wanted wanted) {
  /**
   * The report.
   *
   * @param offset where the parser gave up, in code points: at the character that is wrong, or just
   *     behind it
   */
  Diagnostic at(int offset) {
    if (source.text().isBlank()) {
      return Diagnostic.of(wanted.notJson(), source.span(0, 0), "the file is empty")
          .withHelp(wanted.example());
    }
    int last = lastCharacter();
    if (offset > last) {
      return Diagnostic.of(
              wanted.notJson(), source.span(last, last + 1), "the text ends before its JSON does")
          .withLabel("nothing follows")
          .withHelp("a `}`, a `]` or a quote is missing; was the file cut off?");
    }
    int at = Character.isWhitespace(source.at(offset)) ? Math.max(0, offset - 1) : offset;
    Span place = source.span(at, at + 1);
    return Diagnostic.of(wanted.notJson(), place, "this is not JSON any more")
        .withHelp(help(place));
  }

  private int lastCharacter() {
    int at = source.length() - 1;
    while (Character.isWhitespace(source.at(at))) {
      at--;
    }
    return at;
  }

  private String help(Span place) {
    return switch (source.at(place.start())) {
      case '}', ']' -> "is there a comma before it, or a bracket that closes another kind?";
      case '/', '#' -> "JSON has no comments";
      case '\'' -> "texts and names stand in double quotes";
      case '"' -> "is the comma or the colon before it missing?";
      default -> wanted.name() + " is one JSON object (RFC 8259), at most 64 values deep";
    };
  }
}
