package dev.cdlc.importer.docker;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.cdl.TextBuffer;
import dev.cdlc.importer.engine.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a command line as a shell does: POSIX.1, Shell Command Language, "Quoting" and "Token
 * Recognition". Variables stay what they are; what only a shell can do is reported.
 */
final class ShellWords {
  private static final int END = -1;

  private final Source source;
  private final Params params;
  private final Expansions expansions;
  private final List<ShellWord> words = new ArrayList<>();
  private final List<Diagnostic> faults = new ArrayList<>();
  private final TextBuffer text = new TextBuffer();
  private boolean inWord;
  private int start;
  private int at;

  private ShellWords(Source source, Params params) {
    this.source = source;
    this.params = params;
    this.expansions = new Expansions(source.text(), params);
  }

  /** The words of the only command in a text. */
  static Result<List<ShellWord>> of(Source source, Params params) {
    return new ShellWords(source, params).words();
  }

  private Result<List<ShellWord>> words() {
    while (source.at(at) != END && faults.isEmpty()) {
      next();
    }
    endWord();
    return faults.isEmpty() ? Result.of(words, List.of()) : Result.failed(faults);
  }

  private void next() {
    int c = source.at(at);
    switch (c) {
      case ' ', '\t', '\r' -> blank();
      case '\n' -> endOfLine();
      case '\'' -> singleQuoted();
      case '"' -> doubleQuoted();
      case '\\' -> escaped();
      case '$', '`' -> expansion();
      case ';', '&', '|', '<', '>', '(', ')' -> operator();
      default -> plain(c);
    }
  }

  private void blank() {
    endWord();
    at++;
  }

  /** Blank lines may follow a command, other commands may not. */
  private void endOfLine() {
    endWord();
    int newline = at;
    while (Character.isWhitespace(source.at(at))) {
      at++;
    }
    if (!words.isEmpty() && source.at(at) != END) {
      fault(
          source.span(newline, newline + 1),
          "the command ends here, and the text goes on",
          "import one command; a `\\` at the end of a line continues it");
    }
  }

  private void operator() {
    fault(
        source.span(at, at + 1),
        "a shell would take this `" + Character.toString(source.at(at)) + "` for itself",
        "import the command alone; in quotes it is part of a word");
  }

  private void plain(int c) {
    if (c == '#' && !inWord) {
      while (source.at(at) != '\n' && source.at(at) != END) {
        at++;
      }
      return;
    }
    if (c == '~' && !inWord && isHome()) {
      begin();
      text.append(variable("HOME"));
    } else {
      begin();
      text.append(c);
    }
    at++;
  }

  private boolean isHome() {
    return " \t\n/".indexOf(source.at(at + 1)) >= 0 || source.at(at + 1) == END;
  }

  private void begin() {
    if (!inWord) {
      inWord = true;
      start = at;
    }
  }

  private void endWord() {
    if (inWord) {
      words.add(new ShellWord(text.take(), source.span(start, at)));
      inWord = false;
    }
  }

  private Text variable(String name) {
    return params.reference(name, Optional.empty());
  }

  private void singleQuoted() {
    begin();
    int open = at++;
    while (source.at(at) != '\'' && source.at(at) != END) {
      text.append(source.at(at++));
    }
    close(open);
  }

  private void close(int open) {
    if (source.at(at) == END) {
      fault(
          source.span(open, open + 1),
          "this quote is never closed",
          "close it, or put a `\\` before it");
    }
    at++;
  }

  private void doubleQuoted() {
    begin();
    int open = at++;
    while (source.at(at) != '"' && source.at(at) != END && faults.isEmpty()) {
      switch (source.at(at)) {
        case '\\' -> escapedInQuotes();
        case '$', '`' -> expansion();
        default -> text.append(source.at(at++));
      }
    }
    if (faults.isEmpty()) {
      close(open);
    }
  }

  private void escapedInQuotes() {
    int c = source.at(at + 1);
    if (c == END) {
      at++;
    } else if ("$`\"\\".indexOf(c) >= 0) {
      text.append(c);
      at += 2;
    } else if (c == '\n') {
      at += 2;
    } else {
      text.append('\\');
      at++;
    }
  }

  private void escaped() {
    int c = source.at(at + 1);
    boolean carriageReturn = c == '\r' && source.at(at + 2) == '\n';
    if (c == '\n' || carriageReturn) {
      at += carriageReturn ? 3 : 2;
    } else if (c == END) {
      at++;
    } else {
      begin();
      text.append(c);
      at += 2;
    }
  }

  private void expansion() {
    begin();
    expansions
        .at(at)
        .ifPresentOrElse(
            found -> {
              if (found.text().isPresent()) {
                text.append(found.text().get());
              } else {
                text.append('$');
              }
              at = found.end();
            },
            this::unknownExpansion);
  }

  private void unknownExpansion() {
    fault(
        source.span(at, at + 1),
        "only a shell knows what stands here",
        "write the value; `$(pwd)`, `$(id -u)`, `$NAME` and `${NAME:-VALUE}` are understood");
  }

  private void fault(Span span, String message, String help) {
    faults.add(Diagnostic.of(Code.SHELL_SYNTAX, span, message).withHelp(help));
  }
}
