package dev.cdlc.compiler.syntax;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** The syntax tree of one source; it exists even for a broken file. */
public record SyntaxFile(Source source, List<Statement> statements) {
  public SyntaxFile {
    statements = List.copyOf(statements);
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
  }

  /** Words between commas; {@code comma} is the one after them, if any. */
  public record Item(List<Word> words, Optional<Span> comma, Span span) {
    public Item {
      words = List.copyOf(words);
    }
  }

  /**
   * One word: its pieces joined as a shell would join them. {@code broken} was reported by the
   * lexer.
   */
  public record Word(String text, List<Piece> pieces, boolean broken, Span span) {
    public Word {
      pieces = List.copyOf(pieces);
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
