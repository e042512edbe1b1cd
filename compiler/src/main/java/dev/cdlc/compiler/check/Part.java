package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Item;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece.Literal;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece.Reference;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A word of a statement, and the comma after it, if any. */
record Part(Word word, Optional<Span> comma, Inserted inserted) {
  /** Marks that bare words are commonly made of; not all that they may hold. */
  private static final String BARE = "_-./:=%+@";

  /**
   * What stands in a word for the references in it.
   *
   * @param texts of all pieces of the word, in order; none where it holds no reference
   * @param secret whether a secret is among them
   */
  record Inserted(List<String> texts, boolean secret) {
    static final Inserted NOTHING = new Inserted(List.of(), false);

    Inserted {
      texts = List.copyOf(texts);
    }
  }

  /** A statement's words in order, its items' borders kept as commas. */
  static List<Part> of(Statement statement, Surroundings surroundings) {
    var parts = new ArrayList<Part>();
    for (Item item : statement.items()) {
      List<Word> words = item.words();
      for (Word word : words.subList(0, words.size() - 1)) {
        parts.add(surroundings.part(word, Optional.empty()));
      }
      parts.add(surroundings.part(words.getLast(), item.comma()));
    }
    return parts;
  }

  /** The place of such parts, at least one, and of the block behind them. */
  static Span place(List<Part> parts, Optional<Block> block) {
    Span end = block.map(Part::end).orElseGet(() -> parts.getLast().span());
    return parts.getFirst().span().to(end);
  }

  private static Span end(Block block) {
    return block
        .close()
        .orElseGet(
            () ->
                block.statements().isEmpty() ? block.open() : block.statements().getLast().span());
  }

  String text() {
    return word.text();
  }

  Span span() {
    return word.span();
  }

  /** Whether the word begins in quotes: then it is text, never a name or an option. */
  boolean quoted() {
    return word.pieces().getFirst() instanceof Literal(_, boolean quoted) && quoted;
  }

  /** Whether the word was reported already, or holds a secret, for which few places are meant. */
  boolean isDubious() {
    return word.broken() || inserted.secret();
  }

  /** Whether the same text without quotes would be one word, and the same. */
  boolean canBeBare() {
    return canBeBare(text());
  }

  static boolean canBeBare(String text) {
    return text.chars().allMatch(c -> Character.isLetterOrDigit(c) || BARE.indexOf(c) >= 0);
  }

  /** Whether a value stands in it for a reference: then it never names a statement. */
  boolean interpolated() {
    return !inserted.texts().isEmpty();
  }

  /**
   * The words between the commas inside this word. Each keeps its own place where the word stands
   * in the source as it reads; else all share the word's.
   */
  List<Word> split() {
    if (text().indexOf(',') < 0) {
      return List.of(word);
    }
    if (interpolated()) {
      return splitAroundValues();
    }
    boolean verbatim = text().codePointCount(0, text().length()) == span().end() - span().start();
    var words = new ArrayList<Word>();
    int start = span().start();
    for (String piece : text().split(",", -1)) {
      int end = start + piece.codePointCount(0, piece.length());
      Span place = verbatim ? new Span(span().source(), start, end) : span();
      words.add(new Word(piece, List.of(new Literal(piece, quoted())), false, place));
      start = end + 1;
    }
    return words;
  }

  /** What stands for a reference is never split. */
  private List<Word> splitAroundValues() {
    var texts = new ArrayList<StringBuilder>();
    texts.add(new StringBuilder());
    for (int i = 0; i < inserted.texts().size(); i++) {
      String text = inserted.texts().get(i);
      boolean value = word.pieces().get(i) instanceof Reference;
      List<String> pieces = value ? List.of(text) : List.of(text.split(",", -1));
      texts.getLast().append(pieces.getFirst());
      pieces.stream().skip(1).map(StringBuilder::new).forEach(texts::add);
    }
    return texts.stream()
        .map(text -> new Word(text.toString(), word.pieces(), false, span()))
        .toList();
  }
}
