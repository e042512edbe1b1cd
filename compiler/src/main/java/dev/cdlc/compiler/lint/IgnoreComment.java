package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.check.Suggestion;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A comment {@code # cdlc:ignore CODE[, CODE] -- reason}, or {@code cdlc:ignore-file}.
 *
 * @param codes those that are known, and can be ignored
 * @param faults what else it says
 */
record IgnoreComment(boolean wholeFile, List<Named> codes, String reason, List<Diagnostic> faults) {
  /** What such a comment begins with. */
  static final String MARK = "cdlc:";

  private static final List<String> WORDS = List.of("ignore", "ignore-file");
  private static final String FORM = "write it as in `# cdlc:ignore CDL2026 -- reason`";

  /** The first code that advice has; what comes before it is about a file that means nothing. */
  private static final String FIRST = "CDL2000";

  /** A code, where it stands. */
  record Named(Code code, Span span) {}

  /** Empty where a comment is an ordinary one. */
  static Optional<IgnoreComment> read(Source source, Span comment) {
    String text = source.slice(comment);
    int start = 1;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    return text.startsWith(MARK, start)
        ? Optional.of(new Reader(comment, text).read(start + MARK.length()))
        : Optional.empty();
  }

  /** Reads one comment; positions are those in its text. */
  private static final class Reader {
    private final Span comment;
    private final String text;
    private final List<Named> codes = new ArrayList<>();
    private final List<Diagnostic> faults = new ArrayList<>();

    Reader(Span comment, String text) {
      this.comment = comment;
      this.text = text;
    }

    IgnoreComment read(int start) {
      int dashes = text.indexOf(" -- ", start);
      String reason = dashes < 0 ? "" : text.substring(dashes + 4).strip();
      int end = dashes < 0 ? text.length() : dashes;
      int word = wordEnd(start, end);
      String name = text.substring(start, word);
      if (!WORDS.contains(name)) {
        fault(start, word, "unknown comment `%s%s`".formatted(MARK, name), FORM);
        return new IgnoreComment(false, List.of(), reason, faults);
      }
      codes(word, end);
      if (codes.isEmpty() && faults.isEmpty()) {
        fault(start, word, "no code is named", FORM);
      } else if (reason.isEmpty()) {
        fault(start, end, "no reason is given", FORM);
      }
      return new IgnoreComment(name.equals("ignore-file"), codes, reason, faults);
    }

    /** Codes stand between commas, blanks, or both. */
    private void codes(int from, int end) {
      int at = from;
      while (at < end) {
        int next = wordEnd(at, end);
        if (next == at) {
          at++;
        } else {
          code(at, next);
          at = next;
        }
      }
    }

    private int wordEnd(int start, int end) {
      int at = start;
      while (at < end && text.charAt(at) != ',' && text.charAt(at) > ' ') {
        at++;
      }
      return at;
    }

    private void code(int start, int end) {
      String id = text.substring(start, end);
      Optional<Code> code =
          Arrays.stream(Code.values()).filter(known -> known.id().equals(id)).findFirst();
      if (code.isEmpty()) {
        fault(start, end, "unknown code `%s`".formatted(id), meant(id));
      } else if (id.compareTo(FIRST) < 0) {
        fault(start, end, id + " cannot be ignored", "mend what it is about");
      } else {
        codes.add(new Named(code.get(), span(start, end)));
      }
    }

    private static String meant(String id) {
      List<String> ids =
          Arrays.stream(Code.values())
              .map(Code::id)
              .filter(known -> known.compareTo(FIRST) >= 0)
              .toList();
      return Suggestion.nearest(id, ids)
          .map(near -> "did you mean %s?".formatted(near.word()))
          .orElse(FORM);
    }

    private void fault(int start, int end, String message, String help) {
      faults.add(Diagnostic.of(Code.INVALID_IGNORE, span(start, end), message).withHelp(help));
    }

    private Span span(int start, int end) {
      return new Span(
          comment.source(),
          comment.start() + text.codePointCount(0, start),
          comment.start() + text.codePointCount(0, end));
    }
  }
}
