package dev.cdlc.compiler.syntax;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What can be wrong within a word, in words. */
final class WordFault {
  private static final String REFERENCE_FORM =
      "a reference is `${name}`: a letter or `_`, then letters, digits, `_`, `.` and `-`";

  private static final int LONGEST_COMMENT = 160;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  private final Source source;
  private final Span word;

  WordFault(Source source, Span word) {
    this.source = source;
    this.word = word;
  }

  /**
   * @param places all the characters of the word that must be quoted
   */
  Diagnostic mustBeQuoted(List<Integer> places) {
    int at = places.getFirst();
    int c = source.at(at);
    if (c == '\\' && endsLine(at)) {
      return lineEnd(at);
    }
    var found =
        Blanks.looksLikeSpace(c)
            ? oddBlank(at)
            : unquoted(
                at,
                c == '\\'
                    ? "escapes are known inside \"…\" only"
                    : "outside quotes braces stand in `${name}` only");
    String title = Blanks.looksLikeSpace(c) ? "write an ordinary space" : "quote it";
    return found.withFix(title, Quoting.of(source, word, places).toArray(Edit[]::new));
  }

  private Diagnostic unquoted(int at, String why) {
    String c = Character.toString(source.at(at));
    return Diagnostic.of(Code.UNQUOTED_CHARACTER, character(at), "`" + c + "` must be quoted")
        .withLabel(why);
  }

  private Diagnostic oddBlank(int at) {
    int c = source.at(at);
    String name = Character.getName(c).toLowerCase(Locale.ROOT);
    return Diagnostic.of(
            Code.UNQUOTED_CHARACTER, character(at), "%s (U+%04X) outside quotes".formatted(name, c))
        .withLabel("looks like a space, but does not separate words");
  }

  private boolean endsLine(int at) {
    return at + 1 == source.length() || Character.isWhitespace(source.at(at + 1));
  }

  /** As if to go on in the next line. */
  private Diagnostic lineEnd(int at) {
    return unquoted(at, "not needed here")
        .withHelp("a statement goes on over line ends until its `;`")
        .withFix("remove the `\\`", new Edit(character(at), ""));
  }

  Diagnostic badReference(int at, boolean quoted) {
    return source.at(at + 1) == '{' ? brokenReference(at) : loneDollar(at, quoted);
  }

  private Diagnostic loneDollar(int at, boolean quoted) {
    String written = quoted ? "\\$" : "$$";
    int length = source.at(at + 1) == '$' ? 2 : 1;
    Span dollar = source.span(at, at + length);
    var found =
        Diagnostic.of(
                Code.BAD_REFERENCE,
                dollar,
                length == 2
                    ? "inside \"…\" a dollar is written `\\$`"
                    : "this `$` begins no `${name}`")
            .withLabel("write `" + written + "` for the character")
            .withFix("write `" + written + "`", new Edit(dollar, written));
    int nameEnd = References.nameEnd(source, at + 1, word.end());
    return nameEnd == at + 1
        ? found
        : found.withHelp(
            "no shell expands this; the value of a param or let is written `${%s}`"
                .formatted(source.slice(source.span(at + 1, nameEnd))));
  }

  private Diagnostic brokenReference(int at) {
    int close = closer(at);
    if (close >= 0) {
      return notAName(source.span(at, close + 1));
    }
    int nameEnd = References.nameEnd(source, at + 2, word.end());
    var found =
        Diagnostic.of(Code.BAD_REFERENCE, source.span(at, nameEnd), "this `${` has no `}`")
            .withLabel("not closed");
    return nameEnd == at + 2
        ? found.withHelp(REFERENCE_FORM)
        : found.withFix("add the `}`", new Edit(source.span(nameEnd, nameEnd), "}"));
  }

  private Diagnostic notAName(Span reference) {
    String content = source.slice(source.span(reference.start() + 2, reference.end() - 1));
    String name = content.strip();
    var found =
        Diagnostic.of(
                Code.BAD_REFERENCE,
                reference,
                "`" + source.slice(reference) + "` does not hold a name")
            .withLabel("not a name");
    if (!name.equals(content) && NAME.matcher(name).matches()) {
      String written = "${" + name + "}";
      return found.withFix("write it without blanks", new Edit(reference, written));
    }
    return found.withHelp(
        name.contains(":-")
            ? "a default value belongs to the param: `param NAME TYPE default VALUE`"
            : REFERENCE_FORM);
  }

  /** The {@code }} that ends a broken reference on the same line; negative if none does. */
  private int closer(int at) {
    for (int i = at + 2; i < source.length(); i++) {
      int c = source.at(i);
      if (c == '}') {
        return i;
      }
      if (c == '\n' || c == ';' || c == '<' || c == '>' || c == '$' || c == '"') {
        return -1;
      }
    }
    return -1;
  }

  Diagnostic unterminated(int open) {
    String quote = Character.toString(source.at(open));
    var found =
        Diagnostic.of(
                Code.UNTERMINATED_QUOTE,
                source.span(open, word.end()),
                "the quote `" + quote + "` is not closed on its line")
            .withLabel("the rest of the line is inside it");
    return isApostrophe(open)
        ? apostrophe(found, open)
        : found.withHelp(
            "close it with another `%s`; quotes cannot go on over a line end".formatted(quote));
  }

  /** As in {@code it's}. */
  private boolean isApostrophe(int open) {
    return source.at(open) == '\''
        && open > word.start()
        && Character.isLetter(source.at(open - 1))
        && Character.isLetter(source.at(open + 1));
  }

  private Diagnostic apostrophe(Diagnostic found, int open) {
    int end = open + 1;
    while (end < word.end() && Character.isLetterOrDigit(source.at(end))) {
      end++;
    }
    Span quoted = source.span(word.start(), end);
    String text = source.slice(quoted);
    return text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '\'')
        ? found
            .withHelp("a word with an apostrophe stands in double quotes")
            .withFix("quote the word", new Edit(quoted, '"' + text + '"'))
        : found.withHelp("a word with an apostrophe stands in double quotes");
  }

  Diagnostic unknownEscape(int at) {
    Span escape = source.span(at, Math.min(at + 2, word.end()));
    return Diagnostic.of(Code.UNKNOWN_ESCAPE, escape, "`" + source.slice(escape) + "` is no escape")
        .withLabel("unknown")
        .withHelp(
            "inside \"…\" write \\n \\t \\\\ \\\" \\$ or \\u{…}; inside '…' nothing is special")
        .withFix("write `\\\\` for a backslash", new Edit(character(at), "\\\\"));
  }

  Diagnostic badUnicodeEscape(int at) {
    int end = at + 2;
    while (end < word.end() && source.at(end - 1) != '}' && source.at(end) != '"') {
      end++;
    }
    Span escape = source.span(at, end);
    return Diagnostic.of(
            Code.UNKNOWN_ESCAPE, escape, "`" + source.slice(escape) + "` names no character")
        .withLabel("no such character")
        .withHelp("write \\u{…} with one to six hexadecimal digits, as in \\u{1F433}");
  }

  Diagnostic gluedComment(int at) {
    var found =
        Diagnostic.of(Code.GLUED_COMMENT, character(at), "this `#` belongs to the word before it")
            .withLabel("begins no comment")
            .withHelp("quote the word if the `#` is meant; put a space before it for a comment");
    return endsStatement(at)
        ? found
        : found.withFix("put a space before it", new Edit(source.span(at, at), " "));
  }

  /** Whether the rest of the line has what a comment should not swallow. */
  private boolean endsStatement(int at) {
    int lineEnd = source.lineEnd(source.line(at));
    if (lineEnd - at > LONGEST_COMMENT) {
      return true;
    }
    return source.slice(source.span(at, lineEnd)).chars().anyMatch(c -> ";<>,".indexOf(c) >= 0);
  }

  private Span character(int at) {
    return source.span(at, at + 1);
  }
}
