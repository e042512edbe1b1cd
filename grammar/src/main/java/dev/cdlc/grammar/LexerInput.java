package dev.cdlc.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A text as the lexer looks at it. ANTLR remembers what follows from a character only for ASCII,
 * and works it out anew for each other one, which takes a thousand times as long; to the grammar
 * they are all alike but for those that look like a space, so the lexer is shown one for all.
 */
final class LexerInput implements CharStream {
  private static final int LAST_ASCII = 0x7F;

  /** Belongs to a word, and no rule of the grammar names it. */
  private static final int ANY_OTHER = '!';

  private final CharStream text;

  private LexerInput(CharStream text) {
    this.text = text;
  }

  static CharStream of(String text) {
    CharStream stream = CharStreams.fromString(text);
    return isAscii(text) ? stream : new LexerInput(stream);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LAST_ASCII) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int LA(int offset) {
    int c = text.LA(offset);
    return c <= LAST_ASCII || looksLikeSpace(c) ? c : ANY_OTHER;
  }

  /** The characters that {@code BARE} leaves out. */
  private static boolean looksLikeSpace(int c) {
    return switch (c) {
      case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200B;
    };
  }

  @Override
  public String getText(Interval interval) {
    return text.getText(interval);
  }

  @Override
  public void consume() {
    text.consume();
  }

  @Override
  public int mark() {
    return text.mark();
  }

  @Override
  public void release(int marker) {
    text.release(marker);
  }

  @Override
  public int index() {
    return text.index();
  }

  @Override
  public void seek(int index) {
    text.seek(index);
  }

  @Override
  public int size() {
    return text.size();
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }
}
