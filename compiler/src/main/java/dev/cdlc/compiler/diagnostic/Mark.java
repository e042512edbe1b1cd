package dev.cdlc.compiler.diagnostic;

import dev.cdlc.compiler.diagnostic.Palette.Role;

/** An underlined stretch of one line, with its label. Offsets are those of the source. */
record Mark(int start, int end, String label, Role role, char underline) {
  /** Only the first line of a span that goes on over line ends is underlined. */
  static Mark of(Source source, Diagnostic.Label label, Role role, char underline) {
    int start = label.span().start();
    int lineEnd = source.lineEnd(source.line(start));
    int end = Math.max(start, Math.min(label.span().end(), lineEnd));
    return new Mark(start, end, DisplayLine.excerpt(label.text()), role, underline);
  }

  Mark within(int from, int to) {
    return new Mark(Math.clamp(start, from, to), Math.clamp(end, from, to), label, role, underline);
  }
}
