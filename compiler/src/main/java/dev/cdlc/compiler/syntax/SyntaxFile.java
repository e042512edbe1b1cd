package dev.cdlc.compiler.syntax;

import static java.util.stream.Collectors.joining;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The syntax tree of one source; it exists even for a broken file.
 *
 * @param tokens every stretch of the source in order, comments and blanks included: together they
 *     are the whole text; not to be modified
 */
public record SyntaxFile(Source source, List<Statement> statements, List<Token> tokens) {
  public SyntaxFile {
    statements = List.copyOf(statements);
  }

  /** The text that the tokens hold: that of the source, whatever is wrong with it. */
  public String text() {
    return tokens.stream().map(token -> source.slice(token.span())).collect(joining());
  }

  /** A stretch of the source. */
  public record Token(Kind kind, Span span) {
    public enum Kind {
      WORD,
      COMMA,
      SEMICOLON,
      OPEN,
      CLOSE,
      DOC,
      COMMENT,
      BLANK,
      /** Reported, and left out of the statements. */
      SKIPPED
    }
  }

  /** A statement: its comma-separated items, and its block where it has one. */
  public record Statement(
      List<Item> items, Optional<Block> block, List<DocComment> docs, Span span) {
    public Statement {
      items = List.copyOf(items);
      docs = List.copyOf(docs);
    }

    /** The first word of the first item, which names the statement. */
    public Word name() {
      return items.getFirst().words().getFirst();
    }

    /** Whether a word before its block is such. */
    public boolean anyWord(Predicate<Word> test) {
      for (Item item : items) {
        for (Word word : item.words()) {
          if (test.test(word)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /** Words between commas; {@code comma} is the one after them, if any. */
  public record Item(List<Word> words, Optional<Span> comma, Span span) {
    public Item {
      words = List.copyOf(words);
    }
  }

  /**
   * One word: its pieces joined as a shell would join them.
   *
   * @param text unescaped and without quotes; a reference stays {@code ${name}}
   * @param broken reported already; what it says is a guess
   */
  public record Word(String text, List<Piece> pieces, boolean broken, Span span) {
    public Word {
      pieces = List.copyOf(pieces);
    }

    /** Whether a reference is among its pieces. */
    public boolean refers() {
      for (Piece piece : pieces) {
        if (piece instanceof Piece.Reference) {
          return true;
        }
      }
      return false;
    }
  }

  /** A stretch of a word, unescaped. */
  public sealed interface Piece {
    /** Text that stands for itself; {@code quoted} text never names a statement or an option. */
    record Literal(String value, boolean quoted) implements Piece {}

    /** {@code ${name}}. */
    record Reference(String name, Span span) implements Piece {}
  }

  /** The statements between {@code <} and {@code >}; no {@code close} where it is missing. */
  public record Block(List<Statement> statements, Span open, Optional<Span> close) {
    public Block {
      statements = List.copyOf(statements);
    }
  }

  /** A {@code ##} comment before a statement, without its marks. */
  public record DocComment(String text, Span span) {}
}
