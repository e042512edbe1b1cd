package dev.cdlc.importer.cdl;

import dev.cdlc.compiler.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A statement in the making.
 *
 * @param words as CDL writes them, with their quotes
 * @param items what follows them, between commas
 * @param origin what it was made from in the text that is imported
 */
public record Statement(
    List<String> words, List<Item> items, Optional<Block> block, Optional<Span> origin) {
  public Statement {
    words = List.copyOf(words);
    items = List.copyOf(items);
  }

  /** One of several values that a statement lists. */
  public record Item(String text, Optional<Span> origin) {}

  /** The inside of a statement. */
  public record Block(Layout layout, List<Statement> statements) {
    public Block {
      statements = List.copyOf(statements);
    }
  }

  /** How a block is laid out, if it fits. */
  public enum Layout {
    ONE_LINE,
    LINES
  }

  /** A statement of these words, which have the quotes that they need. */
  public static Statement of(String... words) {
    return of(List.of(words));
  }

  public static Statement of(List<String> words) {
    return new Statement(words, List.of(), Optional.empty(), Optional.empty());
  }

  /** A statement that lists values. */
  public static Statement listing(String head, List<String> values) {
    return of(head.split(" "))
        .withItems(values.stream().map(value -> new Item(value, Optional.empty())).toList());
  }

  public Statement withItems(List<Item> other) {
    return new Statement(words, other, block, origin);
  }

  /** The same with a block on one line; without one where it would be empty. */
  public Statement with(List<Statement> statements) {
    return with(Layout.ONE_LINE, statements);
  }

  /** The same with a block; without one where it would be empty. */
  public Statement with(Layout layout, List<Statement> statements) {
    Optional<Block> inside =
        Optional.of(new Block(layout, statements)).filter(_ -> !statements.isEmpty());
    return new Statement(words, items, inside, origin);
  }

  public Statement from(Span place) {
    return new Statement(words, items, block, Optional.of(place));
  }

  /** The same with more words behind those that it has. */
  public Statement and(String... more) {
    List<String> all = new ArrayList<>(words);
    Stream.of(more).forEach(all::add);
    return new Statement(all, items, block, origin);
  }
}
