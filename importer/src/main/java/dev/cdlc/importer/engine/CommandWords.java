package dev.cdlc.importer.engine;

import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.cdl.TextBuffer;
import java.util.ArrayList;
import java.util.List;

/** Splits a command that is one text into its words, as a shell would; nothing is expanded. */
public final class CommandWords {
  private final List<Text> words = new ArrayList<>();
  private final TextBuffer word = new TextBuffer();
  private boolean inWord;
  private char quote;
  private boolean escaped;

  private CommandWords() {}

  public static List<Text> of(Text command) {
    var split = new CommandWords();
    for (Text.Piece piece : command.pieces()) {
      switch (piece) {
        case Text.Piece.Literal(var text) -> text.chars().forEach(c -> split.take((char) c));
        case Text.Piece.Reference(var name) -> split.add(Text.reference(name));
      }
    }
    split.end();
    return split.words;
  }

  private void take(char c) {
    if (escaped) {
      escaped = false;
      boolean kept = quote == '"' && "\"\\$`".indexOf(c) < 0;
      word.append(kept ? "\\" : "").append(c);
    } else if (c == '\\' && quote != '\'') {
      inWord = true;
      escaped = true;
    } else if (quote != 0) {
      inQuotes(c);
    } else {
      unquoted(c);
    }
  }

  private void inQuotes(char c) {
    if (c == quote) {
      quote = 0;
    } else {
      word.append(c);
    }
  }

  private void unquoted(char c) {
    if (c == '\'' || c == '"') {
      quote = c;
      inWord = true;
    } else if (Character.isWhitespace(c)) {
      end();
    } else {
      inWord = true;
      word.append(c);
    }
  }

  private void add(Text text) {
    inWord = true;
    word.append(text);
  }

  private void end() {
    if (inWord) {
      words.add(word.take());
      inWord = false;
    }
  }
}
